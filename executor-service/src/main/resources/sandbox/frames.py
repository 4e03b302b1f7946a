"""Frames and typed JSON: the language that judge, hub and candidate speak. See docs/judge-protocol.md."""

import json
import math
import os
from binascii import a2b_base64, b2a_base64

MAX_FRAME_BYTES = 16 * 1024 * 1024
MAX_DEPTH = 200
ID_BYTES = 16
_PLAIN_INT = 2**63
MAX_MESSAGE = 2000
_CHUNK = 64 * 1024
_WRAPPING = 4  # levels of JSON that the frame and a tagged container add to a value's own


class EndOfStream(Exception):
    """The other side has closed the channel."""


class Opaque:
    """A value that cannot cross: equal to nothing; of it, only its type's name and its truth are known."""

    __slots__ = ("type_name", "truth")

    def __init__(self, type_name, truth):
        self.type_name = type_name
        self.truth = truth

    def __eq__(self, other):
        return False

    def __ne__(self, other):
        return True

    def __hash__(self):
        return id(self)

    def __bool__(self):
        if self.truth is None:
            raise ValueError(f"a {self.type_name} has no truth value")
        return self.truth

    def __repr__(self):
        return f"<{self.type_name}>"


class Channel:
    """Frames over two descriptors: 4 bytes length, 1 byte kind, 16 bytes call id, JSON."""

    def __init__(self, reading, writing):
        self._reading = reading
        self._writing = writing
        self._arrived = bytearray()
        self._held = bytearray()
        self.received_bytes = 0

    def receive(self):
        kind, call_id, text = self.receive_bytes()
        return kind, call_id, json.loads(text)

    def receive_bytes(self):
        length = int.from_bytes(self._take(4), "big")
        frame = self._take(length)
        self.received_bytes += length
        return frame[:1], frame[1 : 1 + ID_BYTES], frame[1 + ID_BYTES :]

    def send(self, kind, document, call_id=bytes(ID_BYTES)):
        self.send_bytes(kind, to_text(document), call_id)

    def send_bytes(self, kind, content, call_id=bytes(ID_BYTES)):
        self._hold(kind, content, call_id)
        self._write()

    def send_later(self, kind, document):
        """With the next frame that is sent: nobody is woken for this one alone."""
        self._hold(kind, to_text(document), bytes(ID_BYTES))
        if len(self._held) > _CHUNK:
            self._write()

    def _hold(self, kind, content, call_id):
        self._held += (len(kind) + len(call_id) + len(content)).to_bytes(4, "big") + kind + call_id + content

    def _write(self):
        held, self._held = self._held, bytearray()
        rest = memoryview(held)
        while rest:
            rest = rest[os.write(self._writing, rest) :]

    def _take(self, count):
        while len(self._arrived) < count:
            part = os.read(self._reading, min(max(count - len(self._arrived), _CHUNK), 1 << 20))
            if not part:
                raise EndOfStream
            self._arrived += part
        taken = bytes(memoryview(self._arrived)[:count])
        del self._arrived[:count]
        return taken


def to_text(document):
    return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8")


def encode_text(text):
    """A str as typed JSON; lone surrogates have no form in UTF-8."""
    try:
        text.encode("utf-8")
        return text
    except UnicodeEncodeError:
        return {"$str": _base64(text.encode("utf-8", "surrogatepass"))}


def describe(error):
    """An exception by the names of its classes and its message."""
    try:
        message = str(error)
    except BaseException:
        message = ""
    return {
        "classes": [kind.__name__ for kind in type(error).__mro__ if kind is not object],
        "message": encode_text(message[:MAX_MESSAGE]),
    }


def encode(value, room=MAX_DEPTH - _WRAPPING):
    """The typed JSON of a value. Sub-types of the plain types count as their plain value, all else is opaque."""
    if value is None or value is True or value is False:
        return value
    kind = type(value)
    encoder = _ENCODERS.get(kind)
    if encoder is None:
        kind, value = _plain_form(kind, value)
        encoder = _ENCODERS.get(kind)
        if encoder is None:
            return value
    if room <= 0:
        return opaque(f"{kind.__name__} nested deeper than {MAX_DEPTH}", bool(value))
    return encoder(value, room)


def _plain_form(kind, value):
    for plain, read in _PLAIN_FORMS:
        if issubclass(kind, plain):
            return plain, read(value)
    if kind.__module__ == "numpy" and getattr(value, "shape", None) == () and hasattr(value, "item"):
        item = value.item()
        if type(item) is bool:
            return None, item
        if type(item) in _ENCODERS:
            return type(item), item
    for refer in _REFERENCES:
        reference = refer(kind, value)
        if reference is not None:
            return None, reference
    return None, opaque(f"{kind.__module__}.{kind.__qualname__}", truth_of(value))


def by_reference(tag, refer, resolve):
    """Lets values that cannot cross do so as `{tag: body}`.

    `refer(kind, value)` gives that, or None where it is not for this value; `resolve(body)` gives the value back.
    """
    _REFERENCES.append(refer)
    _DECODERS[tag] = resolve


def opaque(type_name, truth):
    return {"$opaque": [type_name, truth]}


def truth_of(value):
    """Whether a value counts as true; None where that cannot be told."""
    try:
        return True if value else False
    except Exception:
        return None


def _encode_int(value, room):
    return value if -_PLAIN_INT <= value < _PLAIN_INT else {"$int": hex(value)}


def _encode_float(value, room):
    return value if math.isfinite(value) else {"$float": repr(value)}


def _encode_complex(value, room):
    return {"$complex": [_encode_float(value.real, room), _encode_float(value.imag, room)]}


def _encode_list(value, room):
    return [encode(item, room - 1) for item in value]


def _encode_dict(value, room):
    for key in value:
        if type(key) is not str or key[:1] == "$" or not key.isascii():
            return {"$dict": [[encode(key, room - 3), encode(item, room - 3)] for key, item in value.items()]}
    return {key: encode(item, room - 1) for key, item in value.items()}


def _tagged(tag):
    return lambda value, room: {tag: [encode(item, room - 2) for item in value]}


def _base64(data):
    return b2a_base64(data, newline=False).decode("ascii")


_REFERENCES = []

_ENCODERS = {
    int: _encode_int,
    float: _encode_float,
    complex: _encode_complex,
    str: lambda value, room: encode_text(value),
    bytes: lambda value, room: {"$bytes": _base64(value)},
    list: _encode_list,
    tuple: _tagged("$tuple"),
    set: _tagged("$set"),
    frozenset: _tagged("$frozenset"),
    dict: _encode_dict,
    range: lambda value, room: {"$range": [_encode_int(part, room) for part in (value.start, value.stop, value.step)]},
}

# The base class's own methods: a sub-class may have replaced them.
_PLAIN_FORMS = (
    (int, lambda value: int.__add__(value, 0)),
    (float, lambda value: float.__mul__(value, 1.0)),
    (complex, lambda value: complex.__mul__(value, 1)),
    (str, lambda value: str.__str__(value)),
    (bytes, lambda value: bytes.__getitem__(value, slice(None))),
    (list, lambda value: [*list.__iter__(value)]),
    (tuple, lambda value: (*tuple.__iter__(value),)),
    (set, lambda value: {*set.__iter__(value)}),
    (frozenset, lambda value: frozenset([*frozenset.__iter__(value)])),
    (dict, lambda value: {**dict(dict.items(value))}),
)


def decode(node):
    """The value of typed JSON; raises ValueError or TypeError where it is none."""
    kind = type(node)
    if kind is list:
        return [decode(item) for item in node]
    if kind is dict:
        if len(node) == 1:
            ((tag, body),) = node.items()
            if tag[:1] == "$":
                reader = _DECODERS.get(tag)
                if reader is None:
                    raise ValueError("unknown tag")
                return reader(body)
        return {key: decode(item) for key, item in node.items()}
    return node


def _decode_float(body):
    if type(body) is not str or body not in ("nan", "inf", "-inf"):
        raise ValueError("not a float")
    return float(body)


def _decode_int(body):
    if type(body) is not str:
        raise ValueError("not an integer")
    return int(body, 16)


def _decode_complex(body):
    real, imaginary = (decode(part) for part in body)
    if type(real) not in (int, float) or type(imaginary) not in (int, float):
        raise ValueError("not a complex number")
    return complex(real, imaginary)


def _decode_list(body):
    if type(body) is not list:
        raise ValueError("not a list")
    return [decode(item) for item in body]


def _decode_range(body):
    start, stop, step = _decode_list(body)
    return range(start, stop, step)


def _decode_dict(body):
    return {key: value for key, value in (_decode_list(pair) for pair in body)}


def _decode_opaque(body):
    type_name, truth = body
    if type(type_name) is not str or truth not in (True, False, None):
        raise ValueError("not an opaque value")
    return Opaque(type_name[:200], truth)


_DECODERS = {
    "$int": _decode_int,
    "$float": _decode_float,
    "$complex": _decode_complex,
    "$str": lambda body: a2b_base64(body).decode("utf-8", "surrogatepass"),
    "$bytes": lambda body: a2b_base64(body),
    "$tuple": lambda body: tuple(_decode_list(body)),
    "$set": lambda body: set(_decode_list(body)),
    "$frozenset": lambda body: frozenset(_decode_list(body)),
    "$dict": _decode_dict,
    "$range": _decode_range,
    "$opaque": _decode_opaque,
}
