"""Runs one command for the hub: puts its files in place, starts it, passes its output on, says how it ended.

It is process 1 of the sandbox, so that nothing the command started outlives it. The command has the same user id: what
comes from here is what the command says of itself, and no more is made of it.
"""

import fnmatch
import os
import resource
import select
import signal
import stat
import sys

sys.path.insert(0, "/assay")
from frames import Channel  # noqa: E402

_WORK = "/tmp/work"
_CHUNK = 65536
_MAX_RESULT_BYTES = 16 * 1024 * 1024
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "HOME": "/tmp", "TMPDIR": "/tmp", "LANG": "C.UTF-8", "TZ": "UTC"}


def main():
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    frames = take_channel()
    frames.send(b"H", {})
    os.mkdir(_WORK, 0o755)
    standard_input = b""
    while True:
        kind, _, content = frames.receive_bytes()
        if kind == b"A":
            place(*unpack(content))
        elif kind == b"I":
            standard_input += content
        else:
            break
    import json

    task = json.loads(content)
    code = run(frames, task, standard_input)
    complete = send_results(frames, task["results"])
    frames.send(b"E", {"exit_code": code, "results_complete": complete})


def take_channel():
    os.closerange(3, 256)
    frames = Channel(os.dup(0), os.dup(1))
    nothing = os.open("/dev/null", os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return frames


def unpack(content):
    """A file: the length of its path in two bytes, the path, a byte that says whether it is a program, what is in it."""
    length = int.from_bytes(content[:2], "big")
    path = content[2 : 2 + length].decode("utf-8")
    return path, content[2 + length] == 1, content[3 + length :]


def place(path, executable, content):
    target = os.path.join(_WORK, path)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with open(target, "wb") as file:
        file.write(content)
    os.chmod(target, 0o755 if executable else 0o644)


def run(frames, task, standard_input):
    """Its exit code; what was ended by a signal has the signal's number, negative."""
    input_end, our_input = os.pipe()
    our_output, output_end = os.pipe()
    child = os.fork()
    if child == 0:
        become(task, input_end, output_end)
    os.close(input_end)
    os.close(output_end)
    os.set_blocking(our_input, False)
    ended = os.pidfd_open(child)
    rest = memoryview(standard_input)
    poll = select.poll()
    poll.register(our_output, select.POLLIN)
    poll.register(ended, select.POLLIN)
    if rest:
        poll.register(our_input, select.POLLOUT)
    else:
        os.close(our_input)
    while True:
        ready = dict(poll.poll())
        if our_output in ready:
            chunk = os.read(our_output, _CHUNK)
            if chunk:
                frames.send_bytes(b"O", chunk)
            else:
                poll.unregister(our_output)
        if rest and our_input in ready:
            rest = feed(our_input, rest)
            if not rest:
                poll.unregister(our_input)
                os.close(our_input)
        if ended in ready:
            break
    _, status = os.waitpid(child, 0)
    end_others()
    while chunk := os.read(our_output, _CHUNK):
        frames.send_bytes(b"O", chunk)
    return os.waitstatus_to_exitcode(status)


def feed(our_input, rest):
    try:
        return rest[os.write(our_input, rest[:_CHUNK]) :]
    except BlockingIOError:
        return rest
    except OSError:
        return rest[:0]


def become(task, input_end, output_end):
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        os.dup2(input_end, 0)
        os.dup2(output_end, 1)
        os.chdir(_WORK)
        for name, value in task["limits"].items():
            try:
                resource.setrlimit(getattr(resource, name), (value, value))
            except (ValueError, OSError):
                # Lower already, and this process may not raise it.
                pass
        os.execve(task["command"][0], task["command"], {**_ENVIRONMENT, **task["environment"]})
    except BaseException as error:
        os.write(2, f"{task['command'][0]}: {error}\n".encode("utf-8", "replace"))
    finally:
        os._exit(127)


def end_others():
    """Process 1 reaches all others of its namespace, and inherits those whose parent has ended."""
    while True:
        try:
            os.kill(-1, signal.SIGKILL)
        except ProcessLookupError:
            pass
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def send_results(frames, patterns):
    """Sends the regular files that match; returns whether all of them went."""
    left = _MAX_RESULT_BYTES
    for path in results(patterns):
        try:
            descriptor = os.open(os.path.join(_WORK, path), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:
            continue
        with open(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                continue
            if status.st_size > left:
                return False
            content = file.read(left)
        left -= len(content)
        name = path.encode("utf-8", "surrogateescape")
        executable = bytes([1 if status.st_mode & 0o100 else 0])
        frames.send_bytes(b"A", len(name).to_bytes(2, "big") + name + executable + content)
    return True


def results(patterns):
    if not patterns:
        return
    for folder, _, files in os.walk(_WORK):
        for name in sorted(files):
            path = os.path.relpath(os.path.join(folder, name), _WORK)
            if path in patterns or any(fnmatch.fnmatchcase(path, pattern) for pattern in patterns):
                yield path


main()
