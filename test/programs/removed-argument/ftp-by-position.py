# role: client
# talk: ftp
# python: 3.6
import ftplib
import os

ftp = ftplib.FTP_TLS("", "", "", "", os.environ["KEY"], os.environ["CERT"], None, 5)
ftp.connect(os.environ["HOST"], int(os.environ["PORT"]))
ftp.login("user", "word")
ftp.prot_p()
print("got " + ftp.voidcmd("NOOP"))
