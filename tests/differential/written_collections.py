"""Lists, tuples, dicts and sets, written in one of the many ways in which people do: see written_values.py."""
import json

import written_values


def jsonable(value):
    try:
        return json.loads(json.dumps(value)) == value and "nan" not in json.dumps(value).lower()
    except (TypeError, ValueError):
        return False


def raw_in(value):
    if isinstance(value, dict):
        return any(raw_in(one) for pair in value.items() for one in pair)
    if isinstance(value, (list, tuple, set, frozenset)):
        return any(raw_in(one) for one in value)
    return isinstance(value, written_values.Raw)


class Writer(written_values.Writer):
    def items(self, value, depth):
        """The items of a sequence as texts."""
        return [self.write(one, depth) for one in value]

    def list(self, value, depth):
        chance = self.chance
        w = self.write
        pick = chance.randrange(46)
        n = len(value)
        at = chance.randint(0, n)
        a, b = value[:at], value[at:]
        texts = all(type(one) is str for one in value)
        if pick == 0:
            return f"({w(a, depth)} + {w(b, depth)})"
        if pick == 1:
            return f"[*{w(tuple(a), depth)}, *{w(b, depth)}]"
        if pick == 2:
            return f"list({w(tuple(value), depth)})"
        if pick == 3:
            return f"[each for each in {w(tuple(value) if chance.random() < 0.5 else value, depth)}]"
        if pick == 4:
            return f"{w(value[::-1], depth)}[::-1]"
        if pick == 5:
            return f"list(reversed({w(value[::-1], depth)}))"
        if pick == 6:
            return f"{self.plain([None, *value], depth)}[1:]"
        if pick == 7:
            return f"{self.plain([*value, 'x', 'y'], depth)}[:{n}]"
        if pick == 8 and texts and n and not any("," in s or not s.isprintable() for s in value):
            return f"{w(','.join(value), depth)}.split(',')"
        if pick == 9 and texts and n and not any("," in s or s != s.strip() or not s for s in value):
            return f"[part.strip() for part in {w(', '.join(value), depth)}.split(',') if part.strip()]"
        if pick == 10 and texts and n and all(s and s.isprintable() and not any(c.isspace() for c in s) for s in value):
            return f"{w(' '.join(value), depth)}.split()"
        if pick in (11, 12, 13):
            name = self.name("items")
            ways = [f"{name} = []\nfor each in {self.plain(tuple(value), depth)}:\n    {name}.append(each)",
                    f"{name} = {self.plain(a, depth)}\n{name} += {self.plain(b, depth)}",
                    f"{name} = {self.plain(a, depth)}\n{name}.extend({w(tuple(b), depth)})",
                    f"{name} = {self.plain(b, depth)}\n{name}[:0] = {self.plain(a, depth)}",
                    f"{name} = {self.plain([*a, None, *b], depth)}\ndel {name}[{at}]",
                    f"{name} = {self.plain([*value, 'gone'], depth)}\n{name}.pop()",
                    f"{name} = {self.plain([*a, 'gone', *b], depth)}\n{name}.remove('gone')" if "gone" not in value else "",
                    f"{name} = {self.plain(value, depth)}\nif {self.condition(False)}:\n    {name}.append('never')",
                    f"{name} = {self.plain(a, depth)}\nif {self.condition(True)}:\n    {name} += {self.plain(b, depth)}\nelse:\n    {name} = None",
                    f"{name} = {self.plain(value, depth)}\nalias_{name} = {name}[:]\nalias_{name}.append('other')",
                    f"{name} = {self.plain(a, depth)}\nalias_{name} = {name}\nalias_{name} += {self.plain(b, depth)}",
                    f"{name} = {self.plain(a, depth)}\nalias_{name} = {name}\nalias_{name} = alias_{name} + ['not']\n{name} = {name} + {self.plain(b, depth)}",
                    f"{name} = {self.plain(tuple(a), depth)}\n{name} += {self.plain(tuple(b), depth)}\n{name} = list({name})",
                    f"def {name}_of(first, *, more=()):\n    result = list(first)\n    for each in more:\n        result.append(each)\n    return result\n\n\n"
                    f"{name} = {name}_of({self.plain(a, depth)}, more={self.plain(b, depth)})",
                    f"def {name}_made():\n    for each in {self.plain(value, depth)}:\n        yield each\n\n\n{name} = list({name}_made())",
                    f"def {name}_made():\n    yield from {self.plain(a, depth)}\n    yield from {self.plain(tuple(b), depth)}\n\n\n{name} = [*{name}_made()]",
                    f"{name}_queue = {self.plain(value, depth)}\n{name} = []\nwhile {name}_queue:\n    {name}.append({name}_queue.pop(0))",
                    f"def {name}_add(target, *values):\n    target.extend(values)\n\n\n{name} = {self.plain(a, depth)}\n{name}_add({name}, *{self.plain(b, depth)})",
                    f"first_{name}, *{name} = {self.plain([None, *value], depth)}",
                    f"*{name}, last_{name} = {self.plain([*value, 1], depth)}"]
            if n:
                i = chance.randrange(n)
                ways += [f"{name} = {self.plain([*value[:i], None, *value[i + 1:]], depth)}\n{name}[{i if chance.random() < 0.5 else i - n}] = {w(value[i], depth)}",
                         f"{name} = {self.plain(value[:i] + value[i + 1:], depth)}\n{name}.insert({i}, {w(value[i], depth)})",
                         f"{name} = {self.plain(value[:i] + value[i + 1:], depth)}\n{name} = {name}[:{i}] + [{w(value[i], depth)}] + {name}[{i}:]",
                         f"{name} = [None] * {n}\nfor index, each in enumerate({self.plain(value, depth)}):\n    {name}[index] = each"]
            self.before.append(chance.choice([one for one in ways if one]))
            return name
        if pick == 14:
            return f"list(map(lambda each: each, {w(value, depth)}))"
        if pick == 15 and all(type(one) is not bool for one in value) and all(isinstance(one, (str, tuple, list)) and one for one in value) and not raw_in(value):
            return f"list(filter(None, {self.plain([*a, None, *b], depth)}))"
        if pick == 16 and texts and len(set(value)) == n:
            return f"list(dict.fromkeys({self.plain(value + value[:1], depth)}))"
        if pick == 17 and texts and n and sorted(value) == value:
            return f"sorted({w(set(value) if len(set(value)) == n else value[::-1], depth)})"
        if pick == 18 and texts and len(set(value)) == n and n:
            return f"sorted({w(value[::-1], depth)}, key={value!r}.index)"
        if pick == 19:
            self.need("itertools")
            return f"list(itertools.chain({w(a, depth)}, {w(b, depth)}))"
        if pick == 20:
            self.need("itertools")
            return f"list(itertools.chain.from_iterable({self.plain([a, b], depth)}))"
        if pick == 21:
            return f"sum([{self.plain(a, depth)}, {self.plain(b, depth)}], [])"
        if pick == 22 and jsonable(value) and not raw_in(value):
            self.need("json")
            return f"json.loads({json.dumps(value)!r})"
        if pick == 23 and not raw_in(value):
            self.need("ast")
            return f"ast.literal_eval({repr(value)!r})"
        if pick == 24:
            self.need("copy")
            return f"copy.{chance.choice(['copy', 'deepcopy'])}({w(value, depth)})"
        if pick == 25:
            return f"{w(value, depth)}.copy()"
        if pick == 26:
            return f"[x for part in ({self.plain(a, depth)}, {self.plain(b, depth)}) for x in part]"
        if pick == 27 and n:
            return f"[{self.plain(value, depth)}[i] for i in range({n})]"
        if pick == 28 and n and all(isinstance(one, tuple) and len(one) == 2 for one in value):
            return f"list(zip({self.plain(tuple(x for x, _ in value), depth)}, {self.plain([y for _, y in value], depth)}))"
        if pick == 29 and n and all(isinstance(one, tuple) and len(one) == 2 for one in value) and len({x for x, _ in value if type(x) is str}) == n:
            return f"list({self.plain(dict(value), depth)}.items())"
        if pick == 30 and texts and n and not any("{" in s for s in value):
            prefix = value[0][:chance.randint(0, len(value[0]))]
            if all(s.startswith(prefix) for s in value):
                return f"[{prefix!r} + rest for rest in {[s[len(prefix):] for s in value]!r}]"
        if pick == 31 and texts and n and "%" not in "".join(value) and "{" not in "".join(value) and "'" not in "".join(value):
            end = value[0][chance.randint(0, len(value[0])):]
            if all(s.endswith(end) for s in value) and end.isprintable() and "\\" not in end:
                stems = [s[:len(s) - len(end)] for s in value]
                return chance.choice([f"[f'{{stem}}{end}' for stem in {stems!r}]", f"['%s{end}' % stem for stem in {tuple(stems)!r}]", f"['{{}}{end}'.format(stem) for stem in {stems!r}]",
                                      f"[*map('{{}}{end}'.format, {stems!r})]"])
        if pick == 32:
            return f"[*({self.items_text(value, depth)})]" if n > 1 else None
        if pick == 33 and texts and n and all(s.isascii() and s.isprintable() and s == s.strip() and s and not set(s) & set("$'\"\\#,") for s in value):
            variable = self.variable(chance.choice([",", ", "]).join(value))
            return chance.choice([f"[h.strip() for h in os.environ.get({variable!r}, '').split(',')]", f"[h.strip() for h in os.environ[{variable!r}].split(',') if h.strip()]",
                                  f"list(map(str.strip, os.getenv({variable!r}, 'x').split(',')))"])
        if pick == 34 and n and not raw_in(value):
            return f"[each for each in {self.plain([*a, 'skip', *b], depth)} if each {chance.choice(['!=', 'not in (1,) and each !='])} 'skip']" if "skip" not in value else None
        if pick == 35 and n == 1:
            return f"{w(value, depth)} * 1"
        if pick == 36:
            name = self.name("f")
            self.before.append(f"def {name}(new, items=[]):\n    return items + list(new)\n")
            return f"{name}({w(value, depth)})"
        if pick == 37 and n == 0:
            return chance.choice(["list()", "[][:]", "''.split()", "[x for x in 'ab' if x == 'c']", "list({})", f"os.environ.get({self.variable('')!r}, '').split()"])
        if pick == 38 and texts and n:
            self.need("re")
            return f"re.split(r'\\s*;\\s*', {' ; '.join(value)!r})" if not any(";" in s or s != s.strip() or not s for s in value) else None
        if pick == 39 and n:
            return f"[x for _, x in sorted(enumerate({self.plain(value, depth)}))]" if not raw_in(value) else None
        if pick == 40:
            return f"list(iter({w(value, depth)}))"
        if pick == 41:
            return f"[{self.plain(value, depth)}, None][{self.condition(False)} and 1 or 0]"
        return self.either(value, depth)

    def items_text(self, value, depth):
        return ", ".join(self.items(value, depth))

    def tuple(self, value, depth):
        chance = self.chance
        pick = chance.randrange(12)
        at = chance.randint(0, len(value))
        if pick == 0:
            return f"tuple({self.write(list(value), depth)})"
        if pick == 1:
            return f"({self.write(value[:at], depth)} + {self.write(value[at:], depth)})"
        if pick == 2:
            return f"(*{self.write(list(value[:at]), depth)}, *{self.write(value[at:], depth)})"
        if pick == 3:
            return f"tuple(each for each in {self.write(list(value), depth)})"
        if pick == 4:
            return f"(lambda *args: args)({self.items_text(value, depth)})"
        if pick == 5:
            return f"{self.plain((None, *value), depth)}[1:]"
        if pick == 6:
            return f"{self.write(value[::-1], depth)}[::-1]"
        if pick == 7 and len(value) > 1:
            name = self.name()
            self.before.append(f"{name} = {self.items_text(value, depth)}")
            return name
        if pick == 8:
            name = self.name()
            self.before.append(f"{name} = {self.write(value[:at], depth)}\n{name} += {self.write(value[at:], depth)}")
            return name
        return self.either(value, depth)

    def dict(self, value, depth):
        chance = self.chance
        w = self.write
        pick = chance.randrange(28)
        pairs = list(value.items())
        at = chance.randint(0, len(pairs))
        a, b = dict(pairs[:at]), dict(pairs[at:])
        words = all(type(k) is str and k.isidentifier() and k not in ("from", "None", "True", "class", "import") for k in value)
        if pick in (0, 1) and words:
            return "dict(" + ", ".join(f"{k}={w(v, depth)}" for k, v in pairs) + ")"
        if pick == 2:
            return f"{{**{w(a, depth)}, **{w(b, depth)}}}"
        if pick == 3:
            return f"({w(a, depth)} | {w(b, depth)})"
        if pick == 4:
            return f"dict(zip({self.plain(tuple(k for k, _ in pairs), 0)}, {self.plain([v for _, v in pairs], depth)}))"
        if pick == 5:
            return f"dict({self.plain([(k, v) for k, v in pairs], depth)})"
        if pick == 6:
            return f"{{k: v for k, v in {self.plain([(k, v) for k, v in pairs], depth)}}}"
        if pick == 7:
            return f"{{k: v for k, v in {w(value, depth)}.items() if {chance.choice(['True', 'v is not ...', 'k != 5'])}}}"
        if pick == 8:
            return f"{w(value, depth)}.copy()"
        if pick == 9 and jsonable(value) and not raw_in(value):
            self.need("json")
            return f"json.loads({json.dumps(value)!r})"
        if pick == 10 and words:
            return f"dict({self.plain(a, depth)}, {', '.join(f'{k}={w(v, depth)}' for k, v in b.items())})"
        if pick == 11:
            self.need("copy")
            return f"copy.deepcopy({w(value, depth)})"
        if pick == 12 and pairs and all(v is pairs[0][1] for _, v in pairs) and not raw_in(value):
            return f"dict.fromkeys({[k for k, _ in pairs]!r}, {w(pairs[0][1], depth)})"
        if 13 <= pick < 22:
            name = self.name("table")
            ways = [f"{name} = {self.plain(a, depth)}\n{name}.update({self.plain(b, depth)})",
                    f"{name} = {self.plain(a, depth)}\n{name} |= {self.plain(b, depth)}",
                    f"{name} = {{}}\nfor key, item in {self.plain(value, depth)}.items():\n    {name}[key] = item",
                    f"{name} = {self.plain({**value, 'gone': 1}, depth)}\ndel {name}['gone']" if "gone" not in value else "",
                    f"{name} = {self.plain({**value, 'gone': 1}, depth)}\n{name}.pop('gone', None)" if "gone" not in value else "",
                    f"{name} = {self.plain({**value, 'gone': 1}, depth)}\n{name}.popitem()" if "gone" not in value else "",
                    f"{name} = {self.plain(value, depth)}\nif {self.condition(False)}:\n    {name}['never'] = 1",
                    f"{name} = {self.plain(value, depth)}\nother_{name} = {name}.copy()\nother_{name}['more'] = 1\nother_{name}.clear()"]
            if pairs:
                key, item = chance.choice(pairs)
                rest = {k: v for k, v in pairs if k is not key}
                ways += [f"{name} = {self.plain({**value, key: None}, depth)}\n{name}[{key!r}] = {w(item, depth)}",
                         f"{name} = {self.plain(value, depth)}\n{name}.setdefault({key!r}, 'not')"]
                if key is pairs[-1][0]:
                    ways += [f"{name} = {self.plain(rest, depth)}\n{name}[{key!r}] = {w(item, depth)}", f"{name} = {self.plain(rest, depth)}\n{name}.setdefault({key!r}, {w(item, depth)})",
                             f"{name} = {self.plain(rest, depth)}\nalias_{name} = {name}\nalias_{name}[{key!r}] = {w(item, depth)}"]
                if isinstance(item, dict) and item:
                    inner = list(item)[-1]
                    short = {k: v for k, v in item.items() if k is not inner}
                    ways += [f"{name} = {self.plain({**value, key: short}, depth)}\n{name}[{key!r}][{inner!r}] = {w(item[inner], depth)}",
                             f"{name} = {self.plain({**value, key: short}, depth)}\n{name}[{key!r}].update({{{inner!r}: {w(item[inner], depth)}}})",
                             f"{name} = {self.plain({**value, key: short}, depth)}\n{name}.setdefault({key!r}, {{}})[{inner!r}] = {w(item[inner], depth)}"]
                if isinstance(item, list) and item:
                    ways += [f"{name} = {self.plain({**value, key: item[:-1]}, depth)}\n{name}[{key!r}].append({w(item[-1], depth)})",
                             f"{name} = {self.plain({**value, key: item[:-1]}, depth)}\n{name}[{key!r}] += {self.plain([item[-1]], depth)}",
                             f"{name} = {self.plain({**value, key: item[1:]}, depth)}\n{name}.get({key!r}).insert(0, {w(item[0], depth)})"]
            self.before.append(chance.choice([one for one in ways if one]))
            return name
        if pick == 22 and not pairs:
            return chance.choice(["dict()", "{k: 1 for k in ()}", "{**{}}", "dict([])"])
        if pick == 23:
            name = self.name("f")
            self.before.append(f"def {name}(base, **more):\n    merged = dict(base)\n    merged.update(more)\n    return merged\n")
            return f"{name}({w(value, depth)})"
        return self.either(value, depth)

    def set(self, value, depth):
        items = sorted(value, key=repr)
        pick = self.chance.randrange(8)
        if pick == 0:
            return f"set({self.write(items, depth)})"
        if pick == 1 and items:
            return f"({{{items[0]!r}}} | {self.plain(set(items[1:]), 0)})"
        if pick == 2:
            return f"{{each for each in {self.write(items, depth)}}}"
        if pick == 3:
            return f"({self.plain({*items, 'gone'}, 0)} - {{'gone'}})" if "gone" not in items else None
        if pick == 4:
            name = self.name("set")
            self.before.append(f"{name} = set()\n{name}.update({items!r})")
            return name
        if pick == 5 and items:
            name = self.name("set")
            self.before.append(f"{name} = set({items[1:]!r})\n{name}.add({items[0]!r})")
            return name
        return self.either(value, depth)

    def frozen(self, value, depth):
        return f"frozenset({self.write(sorted(value, key=repr), depth)})"
