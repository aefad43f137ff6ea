# role: client
# talk: ftpdata
# python: 3.6
import ftplib
import os

ftp = ftplib.FTP_TLS(keyfile=os.environ["KEY"], certfile=os.environ["CERT"], timeout=5)
ftp.connect(os.environ["HOST"], int(os.environ["PORT"]))
ftp.login("user", "word")
ftp.prot_p()
lines = []
ftp.retrlines("RETR seen", lines.append)
print("got " + lines[0])
