# role: client
# talk: ftp
# python: 2.7
# unsafe-only: it turns verification on
import ftplib
import os

ftp = ftplib.FTP_TLS(timeout=5)
ftp.connect(os.environ["HOST"], int(os.environ["PORT"]))
ftp.login("user", "word")
lines = []
ftp.retrlines("RETR seen", lines.append)
print("got " + lines[0])
