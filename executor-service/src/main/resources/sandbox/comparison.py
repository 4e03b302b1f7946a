"""Comparators: whether what came back is what was expected. Each takes (returned, expected, arguments, tolerance)."""

import math

_DEFAULT_TOLERANCE = 1e-6
_RELATIVE_TOLERANCE = 1e-7


def equal(returned, expected, arguments, tolerance):
    """Equal; or close, where a tolerance is given or floats are expected."""
    if returned == expected:
        return True
    if tolerance == 0 and _is_floats(expected):
        tolerance = _DEFAULT_TOLERANCE
    return tolerance != 0 and type(returned) is type(expected) and _close(returned, expected, tolerance)


def same_members(returned, expected, arguments, tolerance):
    """The same values in any order and number."""
    return set(returned) == set(expected)


def found_or_not(returned, expected, arguments, tolerance):
    """Only whether there is a result."""
    found = expected is not None
    return returned == found if isinstance(returned, bool) else found == (returned is not None)


def any_result(returned, expected, arguments, tolerance):
    """Whatever came back: the problem has no one right result."""
    return True


def equal_or_zero(returned, expected, arguments, tolerance):
    return returned == 0 or equal(returned, expected, arguments, tolerance)


def polynomial_zero(returned, expected, arguments, tolerance):
    """A zero of the polynomial whose coefficients are the first argument."""
    (coefficients,) = arguments
    return abs(sum(factor * math.pow(returned, power) for power, factor in enumerate(coefficients))) <= tolerance


def pyramid_surface(returned, expected, arguments, tolerance):
    """The surface of a square pyramid, its height read either way."""
    base, height = arguments
    slant = math.sqrt((base / 2) ** 2 + height**2)
    upright = round(base**2 + 2 * base * slant)
    return abs(returned - upright) <= tolerance or equal(returned, expected, arguments, tolerance)


def digit_distance(returned, expected, arguments, tolerance):
    """The sum of the differences of digits, the shorter number padded with zeros or not."""
    first, second = (str(number) for number in arguments)
    width = max(len(first), len(second))
    padded = sum(abs(int(a) - int(b)) for a, b in zip(first.zfill(width), second.zfill(width)))
    return returned == padded or equal(returned, expected, arguments, tolerance)


COMPARATORS = {
    function.__name__: function
    for function in (
        equal,
        same_members,
        found_or_not,
        any_result,
        equal_or_zero,
        polynomial_zero,
        pyramid_surface,
        digit_distance,
    )
}


def exact(returned, expected, tolerance):
    """Equal in value and type, all the way down; numbers within the tolerance, where one is given."""
    if tolerance is not None and _is_number(returned) and _is_number(expected):
        return returned == expected or abs(returned - expected) <= tolerance or _both_nan(returned, expected)
    if type(returned) is not type(expected):
        return False
    if isinstance(expected, (list, tuple)):
        return len(returned) == len(expected) and all(exact(a, b, tolerance) for a, b in zip(returned, expected))
    if isinstance(expected, dict):
        return _typed(returned) == _typed(expected) and all(
            exact(returned[key], value, tolerance) for key, value in expected.items()
        )
    if isinstance(expected, (set, frozenset)):
        return _typed(returned) == _typed(expected)
    if isinstance(expected, float):
        return returned == expected or _both_nan(returned, expected)
    return returned == expected


def _typed(members):
    return {(type(member), member) for member in members}


def _is_number(value):
    return type(value) in (int, float)


def _both_nan(a, b):
    return a != a and b != b


def _is_floats(value):
    if isinstance(value, float):
        return True
    return isinstance(value, (list, tuple)) and bool(value) and all(isinstance(item, float) for item in value)


def _close(a, b, tolerance):
    if isinstance(a, (list, tuple)) and isinstance(b, (list, tuple)):
        return len(a) == len(b) and all(_close(x, y, tolerance) for x, y in zip(a, b))
    if not isinstance(a, (int, float, complex)) or not isinstance(b, (int, float, complex)):
        return False
    if a == b:
        return True
    difference = abs(a - b)
    return math.isfinite(difference) and difference <= tolerance + _RELATIVE_TOLERANCE * abs(b)
