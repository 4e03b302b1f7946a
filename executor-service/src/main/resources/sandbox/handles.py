"""What the candidate keeps for the judge: objects that cross as handles, and what can be asked of them."""

import types

from frames import MAX_DEPTH, by_reference, describe, encode, opaque, to_text, truth_of

MODULE = "candidate"
_MOST_BATCH_BYTES = 4 * 1024 * 1024
_SMALL_TYPES = {int, float, bool, type(None)}
_SMALL_BYTES = 24
_BATCH_ROOM = MAX_DEPTH - 10


class Handles:
    """Objects by number. Of the answer's own classes and of iterators a number crosses, of nothing else."""

    def __init__(self):
        self._objects = []
        self._numbers = {}
        by_reference("$object", self._refer, self._resolve)

    def perform(self, names, request, arguments, keywords):
        """What the judge asks for, as typed JSON."""
        if "function" in request:
            return encode(_found(names, request["function"])(*arguments, **keywords))
        if "name" in request:
            return encode(_found(names, request["name"]))
        target = self._objects[request["object"]]
        if "method" in request:
            return encode(getattr(target, request["method"])(*arguments, **keywords))
        name = request["operator"]
        if name == "items":
            return _next_items(target, *arguments)
        operation = _operation(name)
        if request.get("reflected"):
            return encode(operation(*arguments, target))
        return encode(operation(target, *arguments, **keywords))

    def _refer(self, kind, value):
        iterates = hasattr(kind, "__next__") and hasattr(kind, "__iter__")
        if kind.__module__ != MODULE and not iterates:
            return None
        number = self._numbers.get(id(value))
        if number is None:
            number = self._numbers[id(value)] = len(self._objects)
            self._objects.append(value)
        form = "generator" if kind is types.GeneratorType else "iterator" if iterates else "object"
        return {"$object": [number, kind.__qualname__, truth_of(value), form]}

    def _resolve(self, body):
        return self._objects[body[0]]


def is_missing(names, request):
    """Whether the answer does not define what is asked for."""
    path = request.get("function") or request.get("name")
    return path is not None and path.split(".")[0] not in names


def _found(names, path):
    first, *rest = path.split(".")
    found = names[first]
    for name in rest:
        found = getattr(found, name)
    return found


def _next_items(iterator, count):
    """Up to that many items, fewer where they are large; whether that was all; what was raised on the way, if anything."""
    items = []
    size = 0
    while len(items) < count and size < _MOST_BATCH_BYTES:
        try:
            item = next(iterator)
        except StopIteration:
            return {"items": items, "ended": True}
        except SystemExit:
            raise
        except BaseException as error:
            return {"items": items, "ended": True, "raised": describe(error)}
        node = encode(item, _BATCH_ROOM)
        if type(item) not in _SMALL_TYPES:
            bytes_of_item = len(to_text(node))
            if bytes_of_item > _MOST_BATCH_BYTES:
                node = opaque(f"item of {bytes_of_item} bytes", True)
            size += bytes_of_item
        size += _SMALL_BYTES
        items.append(node)
    return {"items": items, "ended": False}


def _operation(name):
    # Only what is asked for is paid for.
    import builtins
    import copy
    import operator

    if name in _OPERATIONS:
        return _OPERATIONS[name]
    return next(getattr(module, name) for module in (operator, copy, builtins) if hasattr(module, name))


def _call(function, *arguments, **keywords):
    return function(*arguments, **keywords)


_OPERATIONS = {
    "call": _call,
    "enter": lambda manager: type(manager).__enter__(manager),
    "exit": lambda manager: type(manager).__exit__(manager, None, None, None),
}
