# role: client
# talk: ftpdata
# python: 2.7
# unsafe-only: it turns verification on
import ftplib
import os

ftp = ftplib.FTP_TLS()
ftp.connect(os.environ["HOST"], int(os.environ["PORT"]), 5)
ftp.login("user", "word")
ftp.prot_p()
lines = []
ftp.retrlines("RETR seen", lines.append)
print("got " + lines[0])
