# role: client
# talk: ftp
# python: 2.7
# unsafe-only: it turns verification on
import ftplib
import os

ftp = ftplib.FTP_TLS()
ftp.connect(os.environ["HOST"], int(os.environ["PORT"]))
ftp.login("user", "word")
ftp.prot_p()
print("got " + ftp.voidcmd("NOOP"))
