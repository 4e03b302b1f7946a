"""The candidate as the judge sees it: calls cross by value, its objects are handles, its exceptions names and messages."""

import builtins
import types

from frames import MAX_FRAME_BYTES, Opaque, by_reference, decode, encode, to_text

_MOST_HANDLES = 100_000
_MOST_ITEMS = 100_000
_MOST_BYTES = MAX_FRAME_BYTES  # as any other result
_FIRST_BATCH = 64
_LARGEST_BATCH = 16_384
_FORMS = ("object", "iterator", "generator")


class CandidateException(Exception):
    """What the candidate raised, where it is no exception that Python itself or the reference defines."""


class UnsupportedArgument(Exception):
    """A test passes something that cannot cross to the candidate: the problem cannot be judged this way."""


class Stopped(BaseException):
    """The examination is over: the candidate broke the protocol, or gave more than is taken. The hub has been told."""


class Candidate:
    """The other side."""

    def __init__(self, channel):
        self._channel = channel
        self._known = {}
        self._classes = {}
        self._exceptions = {}
        self._items = 0
        self._batch_bytes = 0
        self.returned = None
        by_reference("$object", _refer, self._resolve)

    def function(self, name):
        return lambda *args, **kwargs: self.call(name, args, kwargs)

    def call(self, name, args, kwargs):
        self.returned = None
        self.returned = self.ask({"function": name}, args, kwargs)
        return self.returned

    def adopt(self, reference, helpers):
        """Gives the tests the classes of the reference: their objects live with the candidate.

        `helpers` names those that the prompt defines; their operators are not the answer's to define.
        """
        adopted = {}
        for name, kind in reference.items():
            if isinstance(kind, type) and kind.__module__ == "reference":
                if issubclass(kind, BaseException):
                    adopted[name] = self._exceptions[name] = kind
                else:
                    adopted[name] = self._classes[name] = _proxy_class(self, self._classes, kind, name in helpers)
        return adopted

    def ask(self, request, args, kwargs):
        """The value of what was asked for; what the candidate raised is raised."""
        arguments = [encode(list(args)), encode(kwargs)]
        refuse_opaque(arguments)
        self._channel.send_bytes(b"C", to_text({**request, "args": arguments[0], "kwargs": arguments[1]}))
        try:
            _, _, answer = self._channel.receive()
            if answer.get("arguments") is not None:
                _copy_back(list(args), kwargs, decode(answer["arguments"]))
            if "value" in answer:
                return decode(answer["value"])
            if answer.get("missing"):
                name = request.get("function") or request.get("name")
                raise _marked(NameError(f"name '{name}' is not defined"))
            raise self._raised(answer["error"])
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
            if getattr(error, "from_candidate", False):
                raise
            self.stop(b"V", "invalid_value", error)

    def make(self, kind, args, kwargs):
        """A new object of a class, which is the tests' own as long as it does not come back as a result."""
        known = len(self._known)
        made = self.ask({"function": kind.__name__}, args, kwargs)
        if isinstance(made, Proxy):
            _set_made_by_tests(made, made._assay_place >= known)
        return made

    def stop(self, kind, reason, cause=None):
        # At once: tests may swallow what is raised here.
        self._channel.send(kind, {"reason": reason})
        raise Stopped from cause

    def _resolve(self, body):
        number, name, truth, form = body
        if type(number) is not int or type(name) is not str or truth not in (True, False, None) or form not in _FORMS:
            raise ValueError("not a handle")
        if number in self._known:
            known_name, value = self._known[number]
            if known_name != name:
                raise ValueError("a handle changed its class")
            if isinstance(value, Proxy):
                # It is a result now, and may stand in for what the tests expect.
                _set_made_by_tests(value, False)
            return value
        if len(self._known) >= _MOST_HANDLES:
            self.stop(b"U", "too_many_objects")
        if name in self._classes:
            value = _handle_of(self._classes[name], number, len(self._known))
        elif form == "generator":
            value = self._items_of(number)
        elif form == "iterator":
            value = RemoteIterator(self._items_of(number))
        else:
            return Opaque(f"candidate.{name}"[:200], truth)
        self._known[number] = (name, value)
        return value

    def _items_of(self, number):
        """What an iterator gives, fetched in growing batches, as far as the tests take it."""
        count = _FIRST_BATCH
        while True:
            received = self._channel.received_bytes
            batch = self.ask({"object": number, "operator": "items"}, [count], {})
            self._batch_bytes += self._channel.received_bytes - received
            items = batch.get("items") if type(batch) is dict else None
            if type(items) is not list:
                self.stop(b"V", "invalid_value")
            self._items += len(items)
            yield from items
            if batch.get("raised") is not None:
                raise self._read_error(batch["raised"])
            if batch.get("ended") is True:
                return
            if self._items > _MOST_ITEMS or self._batch_bytes > _MOST_BYTES:
                self.stop(b"U", "endless_result")
            count = min(count * 2, _LARGEST_BATCH)

    def _read_error(self, error):
        try:
            return self._raised(error)
        except (ValueError, KeyError, TypeError, AttributeError) as cause:
            self.stop(b"V", "invalid_value", cause)

    def _raised(self, error):
        names = error["classes"]
        message = decode(error["message"])
        if type(names) is not list or type(message) is not str:
            raise ValueError("not an error")
        for place, name in enumerate(names):
            kind = self._exception(name)
            if kind is not None and (place == 0 or kind is not Exception):
                return _marked(_made(kind, message), names)
        return _marked(CandidateException(message), names)

    def _exception(self, name):
        if type(name) is not str:
            return None
        kind = self._exceptions.get(name) or getattr(builtins, name, None)
        return kind if isinstance(kind, type) and issubclass(kind, Exception) else None


class RemoteIterator:
    """An iterator of the candidate's that is no generator."""

    def __init__(self, items):
        self._items = items

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._items)

    def __repr__(self):
        return "<iterator>"


class ClassProxy(type):
    """A class of the candidate's: calling it makes an object over there; all else is looked up there."""

    def __call__(cls, *args, **kwargs):
        return cls._assay_candidate.make(cls, args, kwargs)

    def __getattr__(cls, name):
        if name.startswith("__") or name.startswith("_assay_candidate"):
            raise AttributeError(name)
        path = f"{cls.__name__}.{name}"
        if callable(getattr(cls._assay_reference, name, None)):
            return lambda *args, **kwargs: cls._assay_candidate.ask({"function": path}, args, kwargs)
        return cls._assay_candidate.ask({"name": path}, [], {})


class Proxy(metaclass=ClassProxy):
    """An object of the candidate's.

    It does what the reference's class of that name can do, by asking. An operator that would show the answer what the
    tests expect of a result (`==`, `<`, `+`, `in` …) is not asked with plain values, but for objects that the tests
    made themselves and that never were a result: a result could stand in for a number and agree to everything.
    """

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        number, candidate = self._assay_number, self._assay_candidate
        if callable(getattr(self._assay_reference, name, None)):
            return lambda *args, **kwargs: candidate.ask({"object": number, "method": name}, args, kwargs)
        return candidate.ask({"object": number, "operator": "getattr"}, [name], {})

    def __setattr__(self, name, value):
        self._assay_candidate.ask({"object": self._assay_number, "operator": "setattr"}, [name, value], {})

    def __delattr__(self, name):
        self._assay_candidate.ask({"object": self._assay_number, "operator": "delattr"}, [name], {})

    def __copy__(self):
        return self._assay_candidate.ask({"object": self._assay_number, "operator": "copy"}, [], {})

    def __deepcopy__(self, memo):
        return self._assay_candidate.ask({"object": self._assay_number, "operator": "deepcopy"}, [], {})

    def __repr__(self):
        return f"<{type(self).__name__}>"


_QUESTIONS = ("len", "iter", "next", "reversed", "str", "repr", "hash", "bool", "int", "float", "index", "abs", "round",
              "neg", "pos", "invert", "getitem", "setitem", "delitem", "call", "enter", "exit")
_COMPARISONS = ("eq", "ne", "lt", "le", "gt", "ge")
_REFLECTABLE = ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "and", "or", "xor", "lshift", "rshift")
_IN_PLACE = tuple(f"i{name}" for name in _REFLECTABLE)
_KEYWORDS = {"and": "and_", "or": "or_"}


def _proxy_class(candidate, known, reference, helper):
    name = reference.__name__
    body = {"_assay_candidate": candidate, "_assay_reference": reference, "__module__": "candidate"}
    defined = {special for kind in reference.__mro__ if kind is not object for special, value in vars(kind).items()
               if value is not None}
    for operator in _QUESTIONS:
        if f"__{operator}__" in defined:
            body[f"__{operator}__"] = _question(operator)
    if "__getitem__" in defined and "__iter__" not in defined:
        body["__iter__"] = _question("iter")
    if "__repr__" in defined and "__str__" not in defined:
        body["__str__"] = _question("str")
    if not helper:
        for operator in _COMPARISONS:
            if f"__{operator}__" in defined or (operator == "ne" and "__eq__" in defined):
                body[f"__{operator}__"] = _guarded(operator)
        if "__contains__" in defined or "__iter__" in defined or "__getitem__" in defined:
            body["__contains__"] = _guarded("contains")
        for operator in _REFLECTABLE + _IN_PLACE:
            if f"__{operator}__" in defined:
                body[f"__{operator}__"] = _guarded(_KEYWORDS.get(operator, operator))
            if f"__r{operator}__" in defined:
                body[f"__r{operator}__"] = _guarded(_KEYWORDS.get(operator, operator), reflected=True)
    if "__eq__" in body and "__hash__" not in body:
        body["__hash__"] = object.__hash__
    bases = tuple(known[base.__name__] for base in reference.__bases__ if base.__name__ in known)
    return ClassProxy(name, bases or (Proxy,), body)


def _question(operator):
    def ask(self, *args, **kwargs):
        if operator == "exit":
            args = ()
        return self._assay_candidate.ask({"object": self._assay_number, "operator": operator}, args, kwargs)

    return ask


def _guarded(operator, reflected=False):
    def ask(self, other):
        if not isinstance(other, Proxy) and not self._assay_made_by_tests:
            if operator == "contains":
                return any(item is other or item == other for item in self)
            return NotImplemented
        request = {"object": self._assay_number, "operator": operator}
        return self._assay_candidate.ask({**request, "reflected": True} if reflected else request, [other], {})

    return ask


def _handle_of(kind, number, place):
    proxy = object.__new__(kind)
    object.__setattr__(proxy, "_assay_number", number)
    object.__setattr__(proxy, "_assay_place", place)
    _set_made_by_tests(proxy, False)
    return proxy


def _set_made_by_tests(proxy, made):
    object.__setattr__(proxy, "_assay_made_by_tests", made)


def _refer(kind, value):
    return {"$object": [value._assay_number]} if isinstance(value, Proxy) else None


def refuse_opaque(node):
    if type(node) is dict:
        if "$opaque" in node:
            raise UnsupportedArgument(f"a test passes a {node['$opaque'][0]}")
        node = node.values()
    elif type(node) is not list:
        return
    for item in node:
        refuse_opaque(item)


def _copy_back(args, kwargs, changed):
    new_args, new_kwargs = changed
    for old, new in zip(args, new_args):
        _update(old, new)
    for name, old in kwargs.items():
        _update(old, new_kwargs[name])


def _update(old, new):
    if type(old) is not type(new):
        return
    if type(old) is list:
        if len(old) == len(new):
            for index, (before, after) in enumerate(zip(old, new)):
                old[index] = _merged(before, after)
        else:
            old[:] = new
    elif type(old) is dict:
        merged = {key: _merged(old.get(key), value) for key, value in new.items()}
        old.clear()
        old.update(merged)
    elif type(old) is set:
        old.clear()
        old.update(new)
    elif type(old) is tuple:
        for before, after in zip(old, new):
            _update(before, after)


def _merged(before, after):
    """The old object, updated, where there is one to keep; the tests may hold it elsewhere."""
    if type(before) is type(after) and type(before) in (list, dict, set):
        _update(before, after)
        return before
    return after


def _made(kind, message):
    # Some exceptions take other arguments than one message.
    error = kind.__new__(kind)
    error.args = (message,)
    return error


def _marked(error, names=()):
    error.from_candidate = True
    error.class_names = [str(name)[:200] for name in names] or [type(error).__name__]
    return error
