"""What the laboratory's mail, FTP and HTTP servers talk.

Each talk takes a connection and the context of its variant, like those of servers.py, and says what
the server saw of the handshake in the answer that the programs print: SMTP's HELP, IMAP's LOGIN, the
NOOP of POP3 and FTP, and the file that FTP sends.
"""


def talks(tools):
    """The talks by name; `tools` is servers.py."""

    def seen(lines):
        return tools.greeting(lines.connection).decode("ascii")

    def smtp_session(lines, context, can_upgrade):
        while True:
            verb = lines.read().split(" ")[0].upper()
            if verb in ("EHLO", "HELO"):
                lines.write("250-lab\r\n250 STARTTLS" if can_upgrade else "250 lab")
            elif verb == "STARTTLS":
                lines.write("220 go on")
                lines.secure(context)
                can_upgrade = False
            elif verb == "HELP":
                lines.write("214 " + seen(lines))
            elif verb == "QUIT":
                lines.write("221 bye")
                return lines.connection
            else:
                lines.write("250 fine")

    def smtp(connection, context):
        lines = tools.Lines(connection)
        lines.write("220 lab")
        return smtp_session(lines, context, True)

    def smtps(connection, context):
        lines = tools.Lines(tools.secure(connection, context))
        lines.write("220 lab")
        return smtp_session(lines, context, False)

    def imap_session(lines, context):
        lines.write("* OK lab")
        while True:
            tag, verb = (lines.read().split(" ") + [""])[:2]
            verb = verb.upper()
            if verb == "CAPABILITY":
                lines.write("* CAPABILITY IMAP4rev1 STARTTLS")
            if verb == "LOGOUT":
                lines.write("* BYE")
            lines.write("%s OK %s" % (tag, seen(lines) if verb == "LOGIN" else "done"))
            if verb == "STARTTLS":
                lines.secure(context)
            if verb == "LOGOUT":
                return lines.connection

    def imap(connection, context):
        return imap_session(tools.Lines(connection), context)

    def imaps(connection, context):
        return imap_session(tools.Lines(tools.secure(connection, context)), context)

    def pop3_session(lines, context):
        lines.write("+OK lab")
        while True:
            verb = lines.read().split(" ")[0].upper()
            if verb == "CAPA":
                lines.write("+OK\r\nSTLS\r\n.")
            elif verb == "NOOP":
                lines.write("+OK " + seen(lines))
            else:
                lines.write("+OK")
            if verb == "STLS":
                lines.secure(context)
            if verb == "QUIT":
                return lines.connection

    def pop3(connection, context):
        return pop3_session(tools.Lines(connection), context)

    def pop3s(connection, context):
        return pop3_session(tools.Lines(tools.secure(connection, context)), context)

    def ftp_session(connection, control, data):
        lines = tools.Lines(connection)
        lines.write("220 lab")
        answers = {"AUTH": "234 go on", "USER": "331 and", "PASS": "230 in", "QUIT": "221 bye"}
        is_protected = False
        listener = None
        while True:
            verb, argument = (lines.read().split(" ") + [""])[:2]
            verb = verb.upper()
            if verb == "PASV":
                listener = tools.listener()
                port = listener.getsockname()[1]
                lines.write("227 Entering Passive Mode (127,0,0,1,%d,%d)" % divmod(port, 256))
            elif verb == "RETR" and listener is not None:
                lines.write("150 here")
                send_file(listener, data if is_protected else None)
                lines.write("226 done")
            else:
                lines.write("200 " + seen(lines) if verb == "NOOP" else answers.get(verb, "200 fine"))
            if verb == "PROT":
                is_protected = argument == "P"
            if verb == "AUTH":
                lines.secure(control)
            if verb == "QUIT":
                return lines.connection

    def send_file(listener, context):
        """One line over a data connection: what the server saw of its handshake, or that it had none."""
        connection, _ = listener.accept()
        listener.close()
        connection.settimeout(tools.PATIENCE)
        if context is None:
            connection.sendall(b"in the clear\r\n")
        else:
            connection = tools.secure(connection, context)
            connection.sendall(tools.greeting(connection) + b"\r\n")
            connection = connection.unwrap()
        connection.close()

    def ftp(connection, context):
        return ftp_session(connection, context, context)

    def ftpdata(connection, context):
        """FTP whose control connection is in order, whatever is wrong with those for data."""
        return ftp_session(connection, tools.context_for("good"), context)

    def pha(connection, context):
        """HTTPS that asks for the certificate after the handshake, as TLS 1.3 allows."""
        context.verify_mode = tools.ssl.CERT_REQUIRED
        context.load_verify_locations(tools.path("ca.pem"))
        context.post_handshake_auth = True
        lines = tools.Lines(tools.secure(connection, context))
        while lines.read():
            pass
        tls = lines.connection
        try:
            tls.verify_client_post_handshake()
        except (OSError, ValueError):
            lines.write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n")
            return tls
        lines.write("HTTP/1.1 100 Continue\r\n")
        tls.settimeout(0.5)
        try:
            tls.recv(1)
        except OSError:
            pass
        body = seen(lines)
        lines.write("HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s" % (len(body), body))
        return tls

    def alpn(connection, context):
        """HTTPS for those who ask for the protocol by name, as the default context of Python 3.10 does."""
        context.set_alpn_protocols(["http/1.1"])
        lines = tools.Lines(tools.secure(connection, context))
        while lines.read():
            pass
        if lines.connection.selected_alpn_protocol() is None:
            raise tools.Refused("no protocol was asked for")
        body = seen(lines)
        lines.write("HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s" % (len(body), body))
        return lines.connection

    return {
        "alpn": alpn,
        "smtp": smtp,
        "smtps": smtps,
        "imap": imap,
        "imaps": imaps,
        "pop3": pop3,
        "pop3s": pop3s,
        "ftp": ftp,
        "ftpdata": ftpdata,
        "pha": pha,
    }
