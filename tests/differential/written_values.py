"""Writes a value as an expression, in one of the many ways in which people do.

A third way to make settings: python_values_cases.py grows expressions from a grammar, and what they are worth comes out
by chance. Here the value is given, and how it is written is left to chance, so that a fault of any one way changes
a setting that something depends on. Statements that an expression needs stand in `before`.
"""
import json
import re


class Raw(str):
    """An expression that is written as it is."""


def pieces(chance, text, most=3):
    cuts = sorted(chance.randint(0, len(text)) for _ in range(chance.randint(1, most - 1)))
    return [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)])]


class Writer:
    def __init__(self, chance, environment):
        self.chance = chance
        self.environment = environment
        self.before = []
        self.imports = set()
        self.made = 0

    def name(self, kind="v"):
        self.made += 1
        return f"_{kind}{self.made}" if self.chance.random() < 0.5 else f"{kind}_{self.made}"

    def need(self, *modules):
        self.imports.update(modules)

    def variable(self, text=None):
        """A variable that holds this text, or that is not set."""
        name = f"{self.chance.choice(['APP', 'SITE', 'DJANGO', 'WEB'])}_{self.chance.choice(['A', 'B', 'C'])}{len(self.environment)}"
        if text is None:
            name += "_UNSET"
            self.environment["SEEN_" + name] = "x"
        else:
            self.environment[name] = text
        return name

    def write(self, value, depth=2):
        """The value as an expression; what is plain is so as often as not."""
        if isinstance(value, Raw):
            return str(value)
        if depth <= 0 or self.chance.random() < 0.35:
            return self.plain(value, depth)
        made = {str: self.string, bool: self.boolean, int: self.integer, float: self.real, bytes: self.octets, list: self.list,
                tuple: self.tuple, dict: self.dict, set: self.set, frozenset: self.frozen, type(None): self.none}[type(value)]
        for _ in range(4):
            text = made(value, depth - 1)
            if text is not None:
                return text
        return self.plain(value, depth)

    def plain(self, value, depth):
        if isinstance(value, Raw):
            return str(value)
        inner = [self.write(one, depth - 1) for one in value] if isinstance(value, (list, tuple, set, frozenset)) else []
        if isinstance(value, list):
            return "[" + ", ".join(inner) + "]"
        if isinstance(value, tuple):
            return "(" + ", ".join(inner) + ("," if len(inner) == 1 else "") + ")"
        if isinstance(value, set):
            return "{" + ", ".join(inner) + "}" if inner else "set()"
        if isinstance(value, frozenset):
            return "frozenset({" + ", ".join(inner) + "})" if inner else "frozenset()"
        if isinstance(value, dict):
            return "{" + ", ".join(f"{self.plain(k, 0)}: {self.write(v, depth - 1)}" for k, v in value.items()) + "}"
        return repr(value)

    def either(self, value, depth):
        """Ways that are the same for every value."""
        w = self.write(value, depth)
        other = self.chance.choice(["None", "'other'", "[]", "0", "{}", "('x',)", "False"])
        pick = self.chance.randrange(19)
        if pick == 0:
            return f"({w} if {self.condition(True)} else {other})"
        if pick == 1:
            return f"({other} if {self.condition(False)} else {w})"
        if pick == 2:
            return f"{{'a': {other}, 'b': {w}}}['b']"
        if pick == 3:
            return f"{{'a': {other}}}.get('b', {w})"
        if pick == 4:
            return f"({other}, {w})[{self.chance.choice(['1', '-1', 'True'])}]"
        if pick == 5:
            return f"(lambda given=None, *rest, **more: given)({w})"
        if pick == 6:
            return f"[{other}, {w}].pop()"
        if pick == 7:
            return f"next(iter([{w}, {other}]))"
        if pick == 8:
            name = self.name()
            return f"({name} := {w})"
        if pick == 9 and value:
            return f"({w} or {other})"
        if pick == 10:
            return f"(1 and {w})"
        if pick == 11:
            return f"(None or {w})" if not value else f"('' or {w})"
        if pick == 12:
            name = self.name("f")
            shape = self.chance.randrange(6)
            self.before.append([
                f"def {name}(flag=True, *, value=None):\n    if not flag:\n        return {other}\n    return value\n",
                f"def {name}(value, *parts):\n    result = [value, *parts]\n    return result[0]\n",
                f"def {name}(**kwargs):\n    return kwargs.get('value', kwargs.get('other'))\n",
                f"def {name}(value):\n    def inner():\n        return value\n    return inner()\n",
                f"def {name}(value):\n    try:\n        return [{other}][1]\n    except IndexError:\n        return value\n",
                f"def {name}(value):\n    for each in ({other}, value):\n        if each is value:\n            break\n    return each\n",
            ][shape])
            return f"{name}({w})" if shape in (1, 3, 4, 5) else f"{name}(value={w})"
        if pick == 13:
            name = self.name("C")
            self.before.append(self.chance.choice([
                f"class {name}:\n    value = {w}\n    other = {other}\n",
                f"class {name}:\n    other = value = {w}\n",
                f"class {name}Base:\n    value = {w}\n\n\nclass {name}({name}Base):\n    other = {other}\n",
            ]))
            return f"{name}.value"
        if pick == 14:
            name = self.name()
            self.before.append(f"{name} = {w}")
            return name
        if pick == 15:
            name = self.name()
            self.before.append(f"{name} = {{'x': {w}}}")
            return f"{name}['x']"
        if pick == 16:
            first, rest = self.name(), self.name()
            self.before.append(f"{first}, *{rest} = {w}, {other}")
            return first
        if pick == 17:
            name = self.name()
            self.before.append(self.chance.choice([
                f"try:\n    {name} = {other}[5]\nexcept Exception:\n    {name} = {w}",
                f"try:\n    {name} = int('x')\nexcept (TypeError, ValueError) as problem:\n    {name} = {w}",
                f"try:\n    {name} = {w}\nexcept ImportError:\n    {name} = {other}",
                f"try:\n    {name} = os.environ[{self.variable()!r}]\nexcept KeyError:\n    {name} = {w}\nelse:\n    {name} = {other}",
                f"if {self.condition(False)}:\n    {name} = {other}\nelif {self.condition(True)}:\n    {name} = {w}\nelse:\n    {name} = {other}",
                f"for {name} in ({other}, {w}):\n    pass",
                f"{name} = {other}\nwhile True:\n    {name} = {w}\n    break",
            ]))
            return name
        return f"getattr(type('Made', (), {{'x': {w}}}), 'x')" if self.chance.random() < 0.1 else f"({w})"

    # ---- what is asked of conditions -------------------------------------------------------------------------------

    def condition(self, holds):
        """An expression that is true, or false, as wanted; not always a boolean."""
        chance = self.chance
        pick = chance.randrange(16)
        if pick < 5:
            return self.boolean(holds, 1) or repr(holds)
        text = self.chance.choice(["on", "1", "true", "Yes", "production"])
        if pick == 5:
            return f"os.environ.get({self.variable(text if holds else None)!r})"
        if pick == 6:
            return f"{'not ' if not holds else ''}os.getenv({self.variable(text)!r}, '')"
        if pick == 7:
            return f"{self.variable('' if holds else None)!r} in os.environ"
        if pick == 8:
            return f"{self.variable(None if holds else '')!r} not in os.environ"
        if pick == 9:
            return f"os.environ.get({self.variable(text if holds else 'off')!r}, 'no').lower() in ('on', '1', 'true', 'yes', 'production')"
        if pick == 10:
            return f"int(os.environ.get({self.variable('0' if not holds else chance.choice([None, '1', ' 2 ']))!r}, 1))"
        if pick == 11:
            return f"os.environ[{self.variable(text)!r}] {'==' if holds else '!='} {text!r}"
        if pick == 12:
            return f"len(os.environ.get({self.variable('a,b')!r}, '').split(',')) {'>' if holds else '<='} 1"
        if pick == 13:
            return chance.choice(["[0]", "'False'", "{'a': 0}", "(None,)", "-1", "0.1", "b'0'"]) if holds else \
                chance.choice(["[]", "''", "{}", "()", "0", "0.0", "b''", "None", "set()", "range(0)"])
        if pick == 14:
            return f"{'not ' if holds else ''}{self.condition(False)}" if chance.random() < 0.5 else f"({self.condition(holds)})"
        return f"({self.condition(True)} and {self.condition(holds)})" if holds else f"({self.condition(False)} or {self.condition(False)})"

    def boolean(self, value, depth):
        chance = self.chance
        pick = chance.randrange(24)
        w = self.write
        if pick == 0:
            return f"not {not value}"
        if pick == 1:
            return f"bool({self.condition(value)})"
        if pick == 2:
            n = chance.randint(-3, 9)
            return f"({w(n, depth)} {chance.choice(['<', '<=', '!='] if value else ['>', '>='])} {w(n + 1, depth)})"
        if pick == 3:
            a, b = chance.sample(["prod", "Prod", "dev", "", "x"], 2)
            return f"({w(a, depth)} {'!=' if value else '=='} {w(b, depth)})"
        if pick == 4:
            holder = chance.choice(["('prod', 'dev')", "['dev', 'prod']", "{'prod'}", "{'prod': 1}", "'a prod b'"])
            return f"({'prod' if value else 'test'!r} in {holder})"
        if pick == 5:
            beginning = chance.choice(["'pr'", "('x', 'prod')"])
            return f"({w('prod' if value else 'dev', depth)}).startswith({beginning})"
        if pick == 6:
            return f"any([0, '', {w(value, depth)}])"
        if pick == 7:
            return f"all(x for x in (1, 'a', {w(value, depth)}))"
        if pick == 8:
            return f"(1 < 2 {'<' if value else '>'} {chance.choice(['3', '2.5'])})"
        if pick == 9:
            return f"isinstance({w('x' if value else 1, depth)}, {chance.choice(['str', '(str, bytes)'])})"
        if pick == 10:
            return f"({{}}.get('x') is {'' if value else 'not '}None)"
        if pick == 11:
            self.need("json")
            return f"json.loads({str(value).lower()!r})"
        if pick == 12:
            self.need("ast")
            return f"ast.literal_eval({str(value)!r})"
        if pick == 13:
            fallback = chance.choice(["''", "'False'", "'True'"])
            return f"(os.environ.get({self.variable(str(value))!r}, {fallback}) == 'True')"
        if pick == 14:
            return f"(os.environ.get({self.variable()!r}, {str(value)!r}) == 'True')"
        if pick == 15:
            return f"({value} {'|' if not value else '&'} {value})" if chance.random() < 0.5 else f"({value} ^ False)"
        if pick == 16:
            return "{'a'}.issubset({'a', 'b'})" if value else "{'a'}.issubset({'b'})"
        if pick == 17:
            holder = chance.choice(["''", "str"])
            return f"hasattr({holder}, {'upper' if value else 'nothing_such'!r})"
        if pick == 18:
            return "callable(print)" if value else "callable('print')"
        if pick == 19:
            return f"('12' if {value} else 'ab').isdigit()"
        if pick == 20:
            return f"(1 {'==' if value else '!='} {chance.choice(['True', '1.0'])})"
        if pick == 21:
            return f"(True is {'' if value else 'not '}True)"
        if pick == 22:
            return f"bool({chance.choice(['int', 'float'])}({'1' if value else '0'!r}))"
        return self.either(value, depth)

    # ---- numbers ---------------------------------------------------------------------------------------------------

    def integer(self, n, depth):
        chance = self.chance
        w = self.write
        k = chance.randint(1, 9)
        pick = chance.randrange(30)
        simple = {
            0: f"{n:#x}" if n >= 0 else None, 1: f"{n:_}", 2: f"({w(n - k, depth)} + {k})", 3: f"({w(n + k, depth)} - {k})",
            4: f"({w(n * k, depth)} // {k})", 5: f"int({w(str(n), depth)})", 6: f"int({n}.75)" if n >= 0 and abs(n) < 10 ** 9 else None,
            7: f"sum([{n - k}, {k}])", 8: f"max({n - k}, {w(n, depth)})", 9: f"min([{n}, {n + k}])", 10: f"divmod({n * k + k - 1}, {k})[0]",
            11: f"-({w(-n, depth)})", 12: f"~{~n}" if n < 0 else f"(~{n} * -1 - 1)", 13: f"({n} << {k} >> {k})", 14: f"({n} ^ {k} ^ {k})",
            15: f"abs({-abs(n)})" if n >= 0 else None, 16: f"int('{n:x}', 16)" if n >= 0 else None,
            17: f"len({'x' * n!r})" if 0 <= n < 30 else None, 18: f"len(range({n}))" if 0 <= n < 10 ** 9 else None,
            19: f"{chance.choice([list(range(n + 2)), tuple(range(n + 1))])!r}.index({n})" if 0 <= n < 8 else None,
            20: f"int(os.environ.get({self.variable(chance.choice(['%d', ' %d ', '+%d', '0%d']) % n)!r}, '7'))" if n >= 0 else None,
            21: f"int(os.environ.get({self.variable()!r}, {n}))", 22: f"int(os.getenv({self.variable('')!r}) or {n})",
            23: f"({n // 60} * 60 + {n % 60})", 24: f"(True + {n - 1})", 25: f"round({n}.2)" if 0 <= n < 10 ** 9 else None,
            26: f"({n} % {n + k})" if n >= 0 else None, 27: f"pow({n}, 1)",
        }
        if pick in simple:
            return simple[pick]
        if pick == 28 and 0 <= n < 10 ** 9:
            self.need("datetime")
            return f"int(datetime.timedelta(days={n // 86400}, seconds={n % 86400}).total_seconds())"
        return self.either(n, depth)

    def real(self, x, depth):
        chance = self.chance
        pick = chance.randrange(8)
        w = self.write
        if pick == 0:
            return f"float({w(repr(x), depth)})"
        if pick == 1:
            return f"({x * 2!r} / 2)"
        if pick == 2:
            return f"({x!r} + 0)"
        if pick == 3 and x >= 0 and x == int(x):
            self.need("datetime")
            return f"datetime.timedelta(seconds={int(x)}).total_seconds()"
        if pick == 4:
            return f"float(os.environ.get({self.variable(repr(x))!r}, 1))"
        if pick == 5:
            return f"max({x!r}, {x - 1!r})"
        if pick == 6:
            return f"{x:e}" if float(f"{x:e}") == x else None
        return self.either(x, depth)

    def none(self, value, depth):
        pick = self.chance.randrange(12)
        if pick == 0:
            return "{}.get('x')"
        if pick == 1:
            return f"os.environ.get({self.variable()!r})"
        if pick == 2:
            return "(None or None)"
        if pick == 3:
            return "[].sort()"
        if pick == 4:
            name = self.name("f")
            self.before.append(f"def {name}(*args):\n    args = list(args)\n    args.append(1)\n")
            return f"{name}('x')"
        if pick == 5:
            self.need("re")
            return "re.match('x', 'y')"
        if pick == 6:
            self.need("json")
            return "json.loads('null')"
        if pick == 7:
            return "next(iter(()), None)"
        if pick == 8:
            return "(None if True else 'x')"
        if pick == 9:
            return "dict(a=None)['a']"
        if pick == 10:
            return "{'a': 1}.update(b=2)"
        return self.either(value, depth)

    def octets(self, value, depth):
        pick = self.chance.randrange(7)
        if pick == 0:
            return f"bytes({list(value)!r})"
        if pick == 1:
            return f"({value[:1]!r} + {value[1:]!r})"
        if pick == 2:
            return f"b''.join([{value[:2]!r}, {value[2:]!r}])"
        if pick == 3:
            return f"bytes.fromhex({value.hex()!r})"
        if pick == 4:
            try:
                return f"{self.write(value.decode('ascii'), depth)}.encode()"
            except UnicodeDecodeError:
                return None
        if pick == 5:
            return f"({value!r} * 1)"
        return self.either(value, depth)

    # ---- texts -----------------------------------------------------------------------------------------------------

    def quoted(self, s):
        """A literal, in one of its spellings."""
        chance = self.chance
        pick = chance.randrange(8)
        if pick == 0 and s:
            at = chance.randrange(len(s))
            code = ord(s[at])
            escape = chance.choice([f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}", f"\\U{code:08x}", f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"])
            return repr(s[:at])[:-1] + escape + repr(s[at + 1:])[1:] if "'" not in s and '"' not in s else repr(s)
        if pick == 1 and "'" not in s and "\\" not in s and s.isprintable():
            return "r'" + s + "'"
        if pick == 2 and len(s) > 1:
            return "(" + " ".join(repr(p) for p in pieces(chance, s)) + ")"
        if pick == 3 and '"' not in s and "\\" not in s and s.isprintable():
            return '"""' + s + '"""'
        if pick == 4:
            return "u" + repr(s)
        return repr(s)

    def string(self, s, depth):
        chance = self.chance
        w = self.write
        pick = chance.randrange(58)
        plain = s.isprintable() and "'" not in s and '"' not in s and "\\" not in s
        if pick < 4:
            return self.quoted(s)
        if pick == 4:
            return "(" + " + ".join(w(p, depth) for p in pieces(chance, s)) + ")"
        if pick == 5:
            parts = pieces(chance, s)
            name = self.name()
            self.before.append(f"{name} = {w(parts[0], depth)}")
            rest = "".join(parts[1:])
            if not rest.isprintable() or "'" in rest or '"' in rest or "\\" in rest:
                return f"{name} + {rest!r}"
            rest = rest.replace("{", "{{").replace("}", "}}")
            return f"f'{{{name}}}{rest}'"
        if pick == 6:
            a, b = pieces(chance, s, 2)
            return chance.choice([f"'%s%s' % ({w(a, depth)}, {w(b, depth)})", f"'%(a)s%(b)s' % {{'a': {a!r}, 'b': {b!r}}}",
                                  f"'{{}}{{}}'.format({w(a, depth)}, {b!r})", f"'{{1}}{{0}}'.format({b!r}, {a!r})",
                                  f"'{{a}}{{b}}'.format(a={a!r}, b={b!r})", f"'{{0[1]}}{{0[0]}}'.format([{b!r}, {a!r}])",
                                  f"'{{a}}{{b}}'.format(**{{'a': {a!r}, 'b': {b!r}}})", f"'{{a}}{{b}}'.format_map({{'a': {a!r}, 'b': {b!r}}})"])
        if pick == 7:
            return f"''.join({w(pieces(chance, s), depth)})"
        if pick == 8:
            return f"''.join(reversed({s[::-1]!r}))"
        if pick == 9:
            return f"{s[::-1]!r}[::-1]"
        if pick == 10:
            k = chance.randint(1, 5)
            return f"({'-' * k + s!r})[{k}:]" if chance.random() < 0.5 else f"({s + 'z' * k!r})[:-{k}]"
        if pick == 11 and s and s == s.lower():
            return f"{w(s.upper(), depth)}.{chance.choice(['lower', 'casefold'])}()" if s.upper().lower() == s and s.isascii() else None
        if pick == 12 and s == s.upper():
            return f"{w(s.lower(), depth)}.upper()" if s.isascii() else None
        if pick == 13 and s.strip() == s:
            return chance.choice([f"' {s} '.strip()", f"'{s}\\n'.rstrip()", f"'\\t{s}'.lstrip()", f"'  {s}'.strip(' ')"]) if plain else None
        if pick == 14 and s and "#" not in s:
            at = chance.randrange(len(s))
            return f"{s[:at] + '#' + s[at + 1:]!r}.replace('#', {s[at]!r})"
        if pick == 15 and "," not in s and plain:
            return chance.choice([f"'{s},other'.split(',')[0]", f"'a,{s}'.rsplit(',', 1)[-1]", f"'x,{s}'.partition(',')[2]", f"'{s},y,'.rpartition(',')[0].split(',')[0]"])
        if pick == 16 and s.isascii():
            return chance.choice([f"{s.encode()!r}.decode()", f"{s.encode()!r}.decode('ascii')", f"str({s.encode()!r}, 'utf-8')", f"bytes.fromhex({s.encode().hex()!r}).decode()"])
        if pick == 17 and plain and "{" not in s and "}" not in s:
            wide = f"f'{{\"{s}\":>{len(s) + 3}}}'.strip()" if s == s.strip() and s else f"f'{s}'"
            return chance.choice([f"f'{s}'", f"f'{{\"{s}\"}}'", wide, f"f'{{\"{s}\"!r}}'[1:-1]"])
        if pick in (18, 19, 20) and s and s.isprintable() and s == s.strip() and s.isascii() and not any(c in s for c in "$'\"\\#"):
            return chance.choice([f"os.environ.get({self.variable(s)!r}, 'fallback')", f"os.environ[{self.variable(s)!r}]", f"os.getenv({self.variable(s)!r})",
                                  f"os.environ.get({self.variable(s)!r}, '').strip()", f"str(os.getenv({self.variable(s)!r}, ''))",
                                  f"(os.environ.get({self.variable(s)!r}) or 'x')"])
        if pick in (21, 22):
            return chance.choice([f"os.environ.get({self.variable()!r}, {w(s, depth)})", f"os.getenv({self.variable()!r}, {s!r})", f"(os.environ.get({self.variable()!r}) or {w(s, depth)})",
                                  f"os.environ.setdefault({self.variable()!r}, {s!r})", f"os.getenv(key={self.variable()!r}, default={s!r})"]) if "\0" not in s else None
        if pick == 23:
            self.need("json")
            return f"json.loads({json.dumps(s)!r})"
        if pick == 24:
            self.need("re")
            return chance.choice([f"re.sub('#+', '', {('#' + s)!r})", f"re.sub(r'^x', '', {('x' + s)!r})"]) if "#" not in s else None
        if pick == 25 and "/" not in s and s not in ("", ".", ".."):
            return chance.choice([f"os.path.basename({('/srv/' + s)!r})", f"os.path.split({('srv/' + s)!r})[1]", f"Path({('/srv/' + s)!r}).name"])
        if pick == 26 and s and "." not in s and "/" not in s:
            return chance.choice([f"os.path.splitext({(s + '.py')!r})[0]", f"Path({(s + '.py')!r}).stem", f"Path('x').with_name({s!r}).name"])
        if pick == 27:
            return f"{('pre:' + s)!r}.removeprefix('pre:')" if chance.random() < 0.5 else f"{(s + ':suf')!r}.removesuffix(':suf')"
        if pick == 28 and s:
            return f"''.join(chr(c) for c in {[ord(c) for c in s]!r})"
        if pick == 29:
            self.need("functools")
            return f"functools.reduce(lambda a, b: a + b, {pieces(chance, s)!r})"
        if pick == 30:
            return f"''.join(map(str, {pieces(chance, s)!r}))"
        if pick == 31:
            return f"''.join(p for p in {['', *pieces(chance, s), '']!r} if p)"
        if pick == 32:
            self.need("string")
            return f"string.Template('$a').substitute(a={s!r})"
        if pick == 33:
            self.need("urllib.parse")
            return f"urllib.parse.unquote({''.join('%%%02X' % b for b in s.encode())!r})" if s else None
        if pick == 34:
            name = self.name("Kind")
            self.need("enum")
            self.before.append(f"class {name}(enum.Enum):\n    FIRST = 'first'\n    WANTED = {s!r}\n")
            return f"{name}.WANTED.value"
        if pick == 35:
            name = self.name("Config")
            self.before.append(f"class {name}:\n    def __init__(self, value, other=None):\n        self.value = value\n        self.other = other\n\n"
                               f"    def get(self):\n        return self.value\n")
            return f"{name}({w(s, depth)}).{chance.choice(['value', 'get()'])}"
        if pick == 36:
            return f"str({w(s, depth)})"
        if pick == 37:
            return f"{{True: {s!r}, False: 'x'}}[{self.boolean(True, 1)}]"
        if pick == 38:
            return f"max([{s!r}, ''])" if s else None
        if pick == 39 and plain and s:
            return f"'{s}'.center({len(s) + 4}).strip()" if s == s.strip() else None
        if pick == 40 and plain:
            return f"'\\n'.join({[s]!r}).splitlines()[0]" if s else None
        if pick == 41:
            return f"({s!r} * {chance.choice(['1', 'True'])})"
        if pick == 42 and s and " " not in s and plain:
            return f"' other {s}'.split()[1]"
        if pick == 43 and s and len(s) % 2 == 0 and s[:len(s) // 2] * 2 == s:
            return f"{s[:len(s) // 2]!r} * 2"
        if pick == 44:
            return f"'{{!s}}'.format({s!r})"
        if pick == 45:
            return f"[each for each in ({s!r}, None) if each is not None][0]"
        if pick == 46:
            return f"sorted([{s!r}, {s + 'z'!r}])[0]"
        if pick == 47 and len(s) < 40:
            return f"{s!r}.translate(str.maketrans('', '', '\\x00'))"
        if pick == 48 and s.isdigit():
            return f"str({int(s)}).zfill({len(s)})"
        if pick == 49:
            self.need("textwrap")
            return f"textwrap.dedent({('  ' + s)!r})" if s and s == s.strip() and plain else None
        if pick == 50:
            return f"'-'.join({s.split('-')!r})"
        if pick == 51:
            return f"'.'.join([{', '.join(w(p, depth - 1) for p in s.split('.'))}])"
        if pick == 52:
            self.need("operator")
            return f"operator.itemgetter('k')({{'k': {s!r}}})"
        if pick == 53:
            self.need("urllib.parse")
            return f"urllib.parse.urlparse('https://{s}/x').netloc" if re.fullmatch(r"[a-z.]+", s) else None
        return self.either(s, depth)
