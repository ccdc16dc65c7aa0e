"""F36: the service has 512 MB, and people send files of 300 MB. Needs root: it limits the memory with a control group."""
import http.client
import os
import sys
import threading
import urllib.parse

import lab

MEGABYTE = 1024 * 1024
LIMIT = 512 * MEGABYTE
SENT = 300 * MEGABYTE
AT_ONCE = 4
PLACES = [("/sys/fs/cgroup/memory", "memory.limit_in_bytes"), ("/sys/fs/cgroup", "memory.max")]


def main():
    lab.needs("sh", root=True)
    group = make_group()
    try:
        with lab.Folder() as folder:
            into_group = ["sh", "-c", f'echo $$ > {group}/cgroup.procs && exec "$@"', "sh"]
            with lab.Site(folder, before=into_group, settings={"DOTNET_gcServer": "0"}).ready() as site:
                try_it(site)
    finally:
        lab.eventually(lambda: empty(group), 20)


def try_it(site):
    browser = lab.Browser(site).sign_in("Mona Lund")
    _, page, _ = browser.open("/bekraeft")
    form = next(form for form in lab.forms(page) if form["action"] in ("", "/bekraeft"))
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in browser.jar)

    answers = []
    senders = [threading.Thread(target=lambda: answers.append(send(site, form["fields"], cookies))) for _ in range(AT_ONCE)]
    for sender in senders:
        sender.start()
    while any(sender.is_alive() for sender in senders):
        assert browser.open("/behov")[0] == 200, "A page is not shown while a big file comes."
    for sender in senders:
        sender.join()

    assert len(answers) == AT_ONCE and all(answer in (400, 413, "line closed") for answer in answers), answers
    assert site.process.poll() is None, "The service died."
    assert browser.submit("/behov/nyt", {"Form.Title": "Vi mangler besøgsvenner"})[0] == 302, "Nothing can be saved any more."
    print(f"Measured: {AT_ONCE} files of {SENT // MEGABYTE} MB at once with {LIMIT // MEGABYTE} MB of memory: refused ({', '.join(map(str, sorted(map(str, answers))))}); at most {peak(site)} MB used.")


def send(site, fields, cookies):
    """One file in a form, in pieces, as a browser sends it."""
    address = urllib.parse.urlparse(site.address)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=120)
    mark = "kem-mark"
    head = "".join(f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields.items())
    head += f'--{mark}\r\nContent-Disposition: form-data; name="Form.File"; filename="stor.html"\r\nContent-Type: text/html\r\n\r\n'

    def body():
        yield head.encode()
        for _ in range(SENT // MEGABYTE):
            yield b"x" * MEGABYTE
        yield f"\r\n--{mark}--\r\n".encode()

    try:
        connection.request("POST", "/bekraeft", body(), {"Content-Type": f"multipart/form-data; boundary={mark}", "Cookie": cookies}, encode_chunked=True)
        return connection.getresponse().status
    except (BrokenPipeError, ConnectionResetError):
        return answer_before_the_line_closed(connection)
    finally:
        connection.close()


def answer_before_the_line_closed(connection):
    try:
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return "line closed"


def peak(site):
    with open(f"/proc/{site.process.pid}/status", encoding="ascii") as file:
        return next(int(line.split()[1]) // 1024 for line in file if line.startswith("VmHWM"))


def make_group():
    for place, limit in PLACES:
        group = os.path.join(place, f"kem-{os.getpid()}")
        try:
            os.mkdir(group)
            with open(os.path.join(group, limit), "w", encoding="ascii") as file:
                file.write(str(LIMIT))
            return group
        except OSError:
            if os.path.isdir(group):
                os.rmdir(group)
    print("needs control groups for memory")
    sys.exit(lab.SKIPPED)


def empty(group):
    try:
        os.rmdir(group)
        return True
    except OSError:
        return False


if __name__ == "__main__":
    main()
