"""The candidate's side: finds the program, loads it, answers calls. Nothing it says after loading is trusted."""

import builtins
import os
import resource
import sys
import types

sys.path.insert(0, "/assay")
from frames import (  # noqa: E402
    ID_BYTES,
    MAX_FRAME_BYTES,
    Channel,
    EndOfStream,
    decode,
    describe,
    encode,
    encode_text,
    opaque,
    to_text,
)
from handles import MODULE, Handles, is_missing  # noqa: E402

sys.path.remove("/assay")


def main():
    channel = take_channel()
    channel.send(b"H", {})
    _, _, task = channel.receive()
    apply_limits(task["limits"])
    sys.path.extend(task["library_paths"])
    extraction = find_program(task)
    if extraction is None:
        channel.send(b"X", {"reason": "no_code_found"})
        return
    channel.send(b"E", {"rule": extraction.rule, "code": encode_text(extraction.code)})
    try:
        programs = [compile(code, f"<{name}>", "exec", dont_inherit=True)
                    for name, code in (("prompt", extraction.context), ("answer", extraction.code)) if code]
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        channel.send(b"S", {"error": describe(error)})
        return
    channel.send(b"K", {})
    perform = Handles().perform
    if task.get("unit_tests"):
        sys.path.insert(0, "/assay")
        from unit_tests import UnitTests

        sys.path.remove("/assay")
        # Before the answer can have changed anything of it.
        perform = UnitTests().perform
    del task, extraction
    serve(channel, load(channel, programs), perform)


def take_channel():
    """Moves the frames to descriptors of their own, so that what the answer prints cannot touch them."""
    os.closerange(3, 256)
    channel = Channel(os.dup(0), os.dup(1))
    nothing = os.open("/dev/null", os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return channel


def apply_limits(limits):
    for name, value in limits.items():
        try:
            resource.setrlimit(getattr(resource, name), (value, value))
        except (ValueError, OSError):
            # Lower already, and this process may not raise it.
            pass


def find_program(task):
    answer = decode(task["answer"])
    if task["form"] == "program":
        return types.SimpleNamespace(rule="whole_program", code=answer, context="")
    if task["form"] == "completion":
        return types.SimpleNamespace(rule="completion", code=decode(task["context"]) + answer, context="")
    # Only chat answers pay for the parser.
    sys.path.insert(0, "/assay")
    from extraction import extract

    sys.path.remove("/assay")
    return extract(task["form"], answer, decode(task["context"]), task["entry_point"])


def load(channel, programs):
    module = types.ModuleType(MODULE)
    sys.modules[MODULE] = module
    names = module.__dict__
    names["__builtins__"] = builtins
    try:
        for program in programs:
            exec(program, names)
    except SystemExit:
        flush()
        channel.send(b"L", {"exited": True})
        raise
    except BaseException as error:
        flush()
        channel.send(b"L", {"error": describe(error)})
        os._exit(1)
    flush()
    channel.send(b"L", {})
    return names


def serve(channel, names, perform):
    while True:
        try:
            _, call_id, request = channel.receive()
        except EndOfStream:
            os._exit(0)
        answer(channel, names, perform, call_id, request)


def answer(channel, names, perform, call_id, request):
    arguments = decode(request["args"])
    keywords = decode(request["kwargs"])
    before = encode([arguments, keywords])
    try:
        if is_missing(names, request):
            document = {"missing": True}
        else:
            document = {"value": perform(names, request, arguments, keywords)}
    except SystemExit:
        flush()
        channel.send(b"R", {"exited": True}, call_id)
        raise
    except BaseException as error:
        document = {"error": describe(error)}
    after = encode([arguments, keywords])
    if after != before:
        document["arguments"] = after
    flush()
    text = to_text(document)
    if len(text) + 1 + ID_BYTES > MAX_FRAME_BYTES:
        text = to_text({"value": opaque(f"result of {len(text)} bytes", True)})
    channel.send_bytes(b"R", text, call_id)


def flush():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BaseException:
            pass


if __name__ == "__main__":
    main()
