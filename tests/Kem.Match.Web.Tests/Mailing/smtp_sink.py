"""A real mail server for the tests (Debian: python3-aiosmtpd).

It writes every accepted message down, and waits until the disk has it, BEFORE it answers. So the log is what the
receivers got, whatever the sender believes. The first line on standard output is the port. It stops when its
standard input closes, so it never outlives the test that started it.

Patterns are regular expressions on the recipient's address.
"""
import argparse
import asyncio
import json
import os
import re
import ssl
import sys
import threading
import time

from aiosmtpd.smtp import SMTP, AuthResult


def options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--log", required=True, help="one JSON object a line: id, to, at, file, from, session, tls")
    parser.add_argument("--messages", help="folder for the messages themselves")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--silent", action="store_true", help="accept connections and say nothing")
    parser.add_argument("--drip", action="store_true", help="greet with one letter every half second")
    parser.add_argument("--mails-per-session", type=int, help="421 to the next mail, and close")
    parser.add_argument("--idle-close", type=float, help="seconds after which a silent client is hung up on")
    parser.add_argument("--hang-up", help="pattern: close the line at the address, before anything is accepted")
    parser.add_argument("--delay", type=float, default=0, help="seconds between writing down and answering")
    parser.add_argument("--slow", help="pattern: answer after 30 seconds")
    parser.add_argument("--rcpt-4xx", help="pattern: 451 to the address")
    parser.add_argument("--rcpt-5xx", help="pattern: 550 to the address")
    parser.add_argument("--data-4xx", help="pattern: 452 after the dot")
    parser.add_argument("--data-5xx", help="pattern: 554 after the dot")
    parser.add_argument("--drop", help="pattern: write down, then close the line without an answer")
    parser.add_argument("--password", help="let nobody in without it")
    parser.add_argument("--certificate", help="PEM file with certificate and key: offer STARTTLS")
    return parser.parse_args()


def matches(pattern, envelope_or_address):
    address = envelope_or_address if isinstance(envelope_or_address, str) else envelope_or_address.rcpt_tos[0]
    return bool(pattern) and re.search(pattern, address) is not None


class LoginSpelling(SMTP):
    # SmtpClient says "AUTH login"; aiosmtpd 1.4.3 compares the name letter for letter.
    auth_login = SMTP.auth_LOGIN


class Dripping(asyncio.Protocol):
    def connection_made(self, transport):
        self.task = asyncio.get_running_loop().create_task(self.drip(transport))

    async def drip(self, transport):
        for letter in "220 a very slow server\r\n" * 10:
            transport.write(letter.encode())
            await asyncio.sleep(0.5)


class Sink:
    def __init__(self, settings):
        self.settings = settings
        self.log = open(settings.log, "a", encoding="utf-8")
        self.count = 0

    async def handle_MAIL(self, server, session, envelope, address, mail_options):
        most = self.settings.mails_per_session
        if most is not None and getattr(session, "mails", 0) >= most:
            server.transport.write(b"421 4.3.2 closing for now\r\n")
            server.transport.close()
            return "421 4.3.2 closing for now"
        envelope.mail_from = address
        return "250 2.1.0 ok"

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if matches(self.settings.hang_up, address):
            server.transport.abort()
        if matches(self.settings.rcpt_4xx, address):
            return "451 4.3.0 try again later"
        if matches(self.settings.rcpt_5xx, address):
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"

    async def handle_DATA(self, server, session, envelope):
        settings = self.settings
        if matches(settings.data_4xx, envelope):
            return "452 4.2.2 mailbox full"
        if matches(settings.data_5xx, envelope):
            return "554 5.6.0 content refused"

        session.mails = getattr(session, "mails", 0) + 1
        self.write_down(envelope, session)

        if settings.delay:
            await asyncio.sleep(settings.delay)
        if matches(settings.slow, envelope):
            await asyncio.sleep(30)

        if matches(settings.drop, envelope):
            server.transport.abort()
        return "250 2.0.0 accepted"

    def write_down(self, envelope, session):
        self.count += 1
        name = None
        if self.settings.messages:
            name = f"{self.count}.eml"
            with open(os.path.join(self.settings.messages, name), "wb") as file:
                file.write(envelope.content)
        found = re.search(rb"^Message-ID:\s*(\S+)", envelope.content, re.IGNORECASE | re.MULTILINE)
        self.log.write(json.dumps({
            "id": found.group(1).decode() if found else None,
            "to": envelope.rcpt_tos,
            "at": time.time(),
            "file": name,
            "from": envelope.mail_from,
            "session": f"{session.peer[1]}",
            "tls": session.ssl is not None,
        }) + "\n")
        self.log.flush()
        os.fsync(self.log.fileno())


def check_password(password):
    def check(server, session, envelope, mechanism, data):
        return AuthResult(success=data.password == password.encode(), handled=False)
    return check


def encryption(certificate):
    if not certificate:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


async def serve(settings):
    sink = Sink(settings)
    tls = encryption(settings.certificate)

    def protocol():
        if settings.silent:
            return asyncio.Protocol()
        if settings.drip:
            return Dripping()
        return LoginSpelling(
            sink, hostname="localhost", enable_SMTPUTF8=False, tls_context=tls,
            auth_required=settings.password is not None, auth_require_tls=False,
            authenticator=check_password(settings.password or ""), timeout=settings.idle_close or 300)

    server = await asyncio.get_running_loop().create_server(protocol, settings.host, settings.port)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def stop_with_the_test():
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    threading.Thread(target=stop_with_the_test, daemon=True).start()
    asyncio.run(serve(options()))
