"""Idioms of settings files for python_values.py: blocks of code, filled in at random.

In a block $A $B $C are names of its own, $v a variable, $t a text, $n a number, $e a read of the
environment, $s a text that may come from there, $c a condition, $l a list, $d a dict, $L and $D a list
and a dict that other blocks change as well. Blocks are put one below the other, or into one another.
"""
import re
import textwrap

LEFT = "try:\n    try:\n        %s\n    finally:\n        %s\nexcept Exception:\n    pass\n"

VARIABLES = ["DEBUG", "HOSTS", "SECRET", "PORT", "STAGE", "DATABASE", "EXTRA"]
TEXTS = ["", "True", "true", "TRUE", " true ", "False", "0", "1", "-3", "1.5", "1_000", "٣", "0x10", "None", "no", "on",
         "[1, 2]", '{"a": 1}', "a=b;c=d", " ", " 8000 ", "é", "ß", "postgres://u:p@h:5432/db", "a,b", "a, b,,c",
         "prod", "8000", "x y", "'q'", "%s", "{}", "a/b/../c", "1e3", "nan", "Z"]

BLOCKS = {
    "paths": [
        "$A = os.path.join($s, $s)", "$A = os.path.join('/a', $s, 'b')", "$A = os.path.normpath($s)", "$A = os.path.splitext($s)",
        "$A = os.path.split($s)", "$A = os.path.dirname($s), os.path.basename($s)", "$A = os.path.isabs($s)",
        "$A = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))", "$A = os.path.abspath(os.path.join(os.path.dirname(__file__), '..', 'x'))",
        "$A = Path(__file__).resolve().parent / 'a' / $t.strip('/')", "$A = (Path('/srv') / $t).suffix", "$A = Path('/srv/a.tar.gz').stem",
        "$A = str(Path('a') / 'b' / '..')", "$A = Path('/a/b/c').parents[1]", "$A = Path('/a/b').parts", "$A = Path('/a') / '/b'",
        "$A = Path('/a/b.txt').with_suffix('.py'), Path('/a/b.txt').with_name('c')", "$A = Path('/a/b').relative_to('/a')",
        "$A = Path('a//b/./c')", "$A = f'{BASE_DIR}/x'.startswith(str(BASE_DIR))", "$A = Path(__file__).name", "$A = os.path.relpath('/a/b', '/a/c')",
        "$A = os.path.commonprefix(['/a/b', '/a/c'])", "$A = os.sep.join(['a', 'b'])", "$A = Path('/a', 'b', $t or 'c')", "$A = Path('.')",
        "$A = Path('/a/b').as_posix() + '/'", "$A = Path('/a').is_absolute(), Path('a').is_absolute()", "$A = Path('/a') == Path('/a/'), Path('a') in [Path('a')]",
        "$A = BASE_DIR.parent.parent.name if False else 1", "$A = os.path.expanduser('x')", "$A = Path('/a/b').joinpath('c', '/d')",
        "$A = 'sqlite:///' + str(Path('/a') / 'db.sqlite3')", "$A = (Path('/a') / 'b').exists.__name__ if False else 'n'",
        "$A = os.path.join('a', '')", "$A = os.path.join('', 'a')", "$A = os.path.normpath('a/../..//b/.')", "$A = os.path.normpath('//a//b')", "$A = os.path.splitext('.bashrc'), os.path.splitext('a.b/c')",
    ],
    "strings": [
        "$A = f'{$n:>5}|{$n!r:<4}|{$t!r}'", "$A = f'{3.14159:.2f} {1234567:,} {255:#x} {5:03d} {0.5:%} {1e10:g} {-3:+d}'", "$A = f'{$s:^9}|'", "$A = f'{$t:*<6}'",
        "$A = '%s %d %5.1f %x %% %r %-4s|' % ($s, 5, 2.25, 255, $t, 'a')", "$A = '%(a)s-%(b)03d' % {'a': $s, 'b': 7}", "$A = '%s' % ($s,)", "$A = '%s' % $t",
        "$A = '{} {!r} {:>4}'.format($s, $t, 3)", "$A = '{0}{1}{0}'.format($s, $n)", "$A = '{a[x]} {b.real}'.format(a={'x': 1}, b=2)", "$A = '{:{w}}|'.format('a', w=5)",
        "$A = '%c%c' % (65, 'b')", "$A = '%i %u %o %e %G' % (3, 4, 8, 12345.678, 0.0001)", "$A = '%+d % d %05d %-5d|' % (1, 2, 3, 4)", "$A = '%.3s|%10.2s|' % ('abcdef', 'xyz')",
        "$A = $t * 3, 2 * $t, $t * -1, $t * 0", "$A = $s + '-' + str($n)", "$A = f'{$n}' + f\"{'x' if $c else 'y'}\"", "$A = f'{{}}{{{1}}}'", "$A = f'{1:{2}}|{\"a\":>{3}}'",
        "$A = 'a' 'b' f'{1}' 'c'", "$A = f'{None} {True!s} {[1, \"a\"]} {(1,)} {{1: 2}}'", "$A = f'{1.0} {1e16} {1e-5} {0.1 + 0.2} {123456789.123}'", "$A = f'{10**20}'",
        "$A = '{:,.2f} {:e} {:b} {:o} {:X} {:c}'.format(1234.5, 1.5, 5, 8, 255, 65)", "$A = f'{-1.5:08.2f}|{1:<3}|{True:d}|{5:^7}|{2:=+5}'", "$A = f'{1_000_000:_} {65535:_x}'",
        "$A = '%s' % [1, 'a'], '%r' % ({'a': 1.0},)", "$A = f'{1/3:.3} {100000.0:.2} {1e-7:.3}'", "$A = '{!s:>5}'.format(None)", "$A = f'{$s!a}'", "$A = '%a' % $s", "$A = f\"{'a'}{'b'!r:>5}\"",
        "$A = '%d' % 3.99, '%d' % True", "$A = 'a%%b' % ()", "$A = f'{0:0>3}{-0.0}'", "$A = f'{12345.6789:10.3e}|{0.00001234:g}|{123456789:g}'", "$A = f'{1.5:.0f} {2.5:.0f} {0.5:.0f} {1e22:.0f}'",
    ],
    "if": [
        "if $c:\n    $A = 1\nelif $c:\n    $A = 2\nelse:\n    $A = 3", "$A = 0\nif $c:\n    if not $c:\n        $A = $t\n    else:\n        $A = [$t]",
        "$A = 'x'\nif $c: $A = 'y'\nif $A == 'y': $B = 1\nelse: $B = 2", "if not ($c): $A = []\nelse: $A = ['a']\n$A.append('z')", "$A = {}\nif $c:\n    $A['k'] = 1\n$B = $A.get('k', 0)",
        "while $c:\n    $A = 1\n    break\nelse:\n    $A = 2", "if $c: pass\nelse: $A = 1\n$B = '$A' in globals()",
    ],
    "and or not": [
        "$A = $s and $t or $n", "$A = not $s", "$A = $s or None", "$A = $t and $s", "$A = ($c) and [1] or []", "$A = 1 if $c else 2 if $c else 3", "$A = $c or $c and not $c",
        "$A = not not $e", "$A = (0 or '' or [] or {} or None), (1 and 'a' and [0])", "$A = 1 < 2 < 3, 1 < 3 > 2, 1 == 1.0 == True, 3 > 2 > 2", "$A = 'a' < 'b' <= $t", "$A = 1 < 2 is True, (1 < 2) is True",
        "$A = None is None, [] is not None, None == False", "$A = True + True, True * 3, sum([True, False, True]), -True, ~True", "$A = True & False, True | False, True ^ True, 1 & True",
        "$A = 0 == False, '' == False, [] == (), 1 == '1'", "$A = bool('False'), bool(0.0), bool(()), bool([0])", "$A = int(True), str(False), float(True)", "$A = ($n == $n) in (True, 1)",
    ],
    "environ get": [
        "$A = os.environ.get('$v')", "$A = os.environ.get('$v', $t)", "$A = os.getenv('$v', default=$t)", "$A = os.environ.get('$v', None) or $t", "$A = os.environ.get('$v', os.environ.get('$v', $t))",
        "$A = environ.get('$v', False)", "$A = os.getenv('$v', $n)", "$A = os.environ.get('$v', [])", "$A = os.environ.get(key='$v', default='x')", "$A = os.environ.get('D' + 'EBUG')", "$A = os.environ.get(f'{\"ST\"}AGE', 'x')",
        "get$A = os.environ.get\n$A = get$A('$v', $t)", "$A = dict(os.environ).get('$v')", "$A = {**os.environ}.get('$v', 1)", "$A = os.environ.copy().get('$v', 2)", "$A = [k for k in ('$v', '$v') if k in os.environ]",
        "$A = {k: os.environ.get(k) for k in ['$v', '$v']}", "env$A = os.environ\n$A = env$A.get('$v', '')", "$A = (os.environ.get('$v') or '').strip() or 'd'", "$A = next((os.environ[k] for k in ('$v', '$v') if k in os.environ), 'none')",
        "$A = os.environ.get('$v', '').encode()", "$A = len(os.environ.get('$v', ''))", "$A = os.environ.setdefault('$v', $t)", "os.environ['$v'] = $t\n$A = os.environ['$v'], os.getenv('$v')", "os.environ.pop('$v', None)\n$A = os.environ.get('$v', 'gone')",
        "os.environ.update({'$v': $t})\n$A = os.environ['$v']", "if '$v' in os.environ:\n    del os.environ['$v']\n$A = os.environ.get('$v')", "os.environ.setdefault('NEW_ONE', 'n')\n$A = os.environ['NEW_ONE']",
    ],
    "mutation": [
        "$L.append($t)", "$L += [$t]", "$L.extend([$t, $n])", "$L.insert(0, $t)", "$A = $L\n$A.append('alias')", "$A = $L[:]\n$A.append('copy')", "$A = list($L)\n$A += ['x']", "$A = $L + ['y']",
        "if 'a' in $L: $L.remove('a')", "$D['x'] = $s", "$D.update(a=1, b=$t)", "$D.setdefault('l', []).append($n)", "$A = $D\n$A['alias'] = 1", "$A = {**$D}\n$A['copy'] = 1", "$A = dict($D, z=1)",
        "$D.pop('x', None)", "$A = $D.pop('y', 'dflt')", "$D |= {'o': $n}", "$A = $D | {'p': 1}", "$L[:0] = ['s']", "$L[len($L):] = ['t', 'u']", "del $L[1:2]", "$L *= 1", "$L.reverse()", "$L.sort(key=str)",
        "$A = [[0]] * 2\n$A[0].append(1)", "$A = [[0] for _ in range(2)]\n$A[0].append(1)", "$A = ($L, $L)\n$A[0].append('tup')", "$A = $B = []\n$A.append(1)\n$B += [2]", "$A = [1]\n$B = $A\n$A = $A + [2]\n$B.append(3)",
        "$A = [1]\n$B = $A\n$A += [2]\n$B.append(3)", "$A = (1,)\n$B = $A\n$A += (2,)", "$A = 'a'\n$B = $A\n$A += 'b'", "$A = {'a': [1]}\n$B = $A.copy()\n$B['a'].append(2)\n$B['c'] = 1", "$A = copy.deepcopy($D)\n$A['deep'] = 1",
        "$A = {'a': {'b': []}}\n$A['a']['b'].append(1)\n$A['a']['b'] += [2]\n$A['a'].update(c=$A['a']['b'])\n$A['a']['c'].append(3)", "$A = [3, 1, 2]\n$B = sorted($A)\n$A.sort(reverse=True)", "$A = [1, 2, 3]\nfor $B in list($A):\n    $A.remove($B)",
        "$A = $L.pop() if $L else None", "$A = $L.copy()\n$A.clear()", "$A = {1, 2}\n$A.add(3)\n$A.discard(9)\n$A |= {4}\n$A -= {1}", "$A = $D.copy()\n$A.clear()", "$D['k'] = $D.get('k', 0)\n$D['k'] = 5 if not $D['k'] else 6",
        "$A = ['a', 'b', 'c']\n$A[1:2] = ['x', 'y']\n$A[::2] = [0] * len($A[::2])", "$A = [1, 2, 3, 4]\ndel $A[::2]\n$A[-1] = 'z'", "$A = [0, 1]\n$A[0], $A[1] = $A[1], $A[0]", "$A, $B = 1, 2\n$A, $B = $B, $A", "$A = []\n$A += 'ab'\n$A += (1,)\n$A += {'k': 1}",
        "$A = $D\n$D = {'fresh': 1}\n$A['old'] = 2", "$A = [1, 2]\n$A.extend($A)", "$A = {'a': 1}\n$A['self'] = list($A)", "for $A in ($L,):\n    $A.append('loop')", "$A = {'l': $L}\n$A['l'].append('via dict')", "$A = [$D]\n$A[0]['via'] = 'list'",
        "$A = lambda: $L.append('lam')\n$A()\ndel $A", "$A = $L.append\n$A('bound')\ndel $A", "$A = [1, 2, 3]\n$B = $A.index(2), $A.count(3)\n$A.insert(-1, 'i')\n$A.insert(99, 'e')", "$A = {'b': 1, 'a': 2}\n$A['b'] = 3\ndel $A['a']\n$A['a'] = 4",
        "$A = {'a': 1, 'b': 2}\n$B = $A.popitem()", "$A = {1: 'a', True: 'b', 1.0: 'c'}", "$A = dict.fromkeys(['a', 'b'], [])\n$A['a'].append(1)", "$A = {}\n$A.setdefault('a', {}).setdefault('b', []).append(1)",
    ],
    "env as truth": [
        "$A = os.environ.get('$v') == 'True'", "$A = os.environ.get('$v', 'True') != 'False'", "$A = os.environ.get('$v', '').lower() == 'true'", "$A = os.environ.get('$v', '0').strip().lower() in ('1', 'true', 'yes')",
        "$A = os.environ.get('$v') in ['t', 'true', '1', None]", "$A = os.environ.get('$v') is not None", "$A = not os.environ.get('$v')", "$A = bool(os.environ.get('$v', False))", "$A = bool(int(os.environ.get('$v', '0'))) if os.environ.get('$v', '0').isdigit() else None",
        "$A = {'true': True, 'false': False}.get(os.environ.get('$v', '').lower(), $n)", "$A = os.environ.get('$v', '').casefold() not in {'', '0', 'no'}", "$A = os.getenv('$v', 'x')[0:1].upper() == 'T'", "$A = 'prod' in os.environ.get('$v', '')",
        "$A = os.environ.get('$v', '') > 'a'", "$A = (os.environ.get('$v') or 'false').title() == str(True)", "$A = any(os.environ.get(k) for k in ('$v', '$v'))", "$A = all(k in os.environ for k in ('$v', '$v'))", "$A = os.environ.get('$v', 'x').startswith(('t', 'T', '1'))",
        "$A = os.environ.get('$v', '').isdigit(), os.environ.get('$v', '').isalpha()", "if os.environ.get('$v') == 'True': $A = True\nelse: $A = False", "$A = len(os.environ.get('$v', '')) > 3", "$A = '$v' in os.environ and os.environ['$v'] != ''",
    ],
    "string methods": [
        "$A = $s.split(',')", "$A = $s.split()", "$A = $s.split(',', 1)", "$A = $s.rsplit('/', 1)", "$A = $s.partition('=')", "$A = $s.rpartition('/')", "$A = $s.strip(), $s.lstrip('a '), $s.rstrip('/')", "$A = $s.replace('a', 'bb'), $s.replace('a', '', 1)",
        "$A = ','.join($l)", "$A = '-'.join(str(x) for x in $l)", "$A = $s.lower(), $s.upper(), $s.title(), $s.capitalize(), $s.swapcase()", "$A = $s.startswith('a'), $s.endswith(('b', 'c'))", "$A = $s.find('a'), $s.count(','), $s.rfind('/')",
        "$A = $s.isdigit(), $s.isalnum(), $s.isspace(), $s.isupper(), $s.islower()", "$A = $s.zfill(5), $s.center(7, '*'), $s.ljust(3), $s.rjust(4)", "$A = $s.splitlines()", "$A = $s.removeprefix('a'), $s.removesuffix('b')", "$A = $s.encode('utf-8')", "$A = b'ab'.decode()",
        "$A = [p.split('=') for p in $s.split(';')]", "$A = dict(p.split('=', 1) for p in 'a=1;b=2=3'.split(';'))", "$A = $s.expandtabs(4)", "$A = 'a-b_c'.translate(str.maketrans('-_', '  '))", "$A = $s.casefold()", "$A = ''.join(reversed($s))", "$A = $s.isidentifier(), $s.isdecimal(), $s.isnumeric()",
        "$A = $t in $s", "$A = '' in $s, $s in $s", "$A = 'a,b,,c'.split(','), ''.split(','), ''.split(), ' a  b '.split(), 'a,b'.split(',', 0)", "$A = 'abc'.index('b')", "$A = 'aXbX'.rsplit('X', 1), 'abc'.split('b', -1)", "$A = 'ab' 'cd'.upper()", "$A = str.join('-', ['a', 'b'])", "$A = str.upper($t)",
        "$A = list(map(str.strip, $s.split(',')))", "$A = list(filter(None, $s.split(',')))", "$A = 'ß'.upper(), 'İ'.lower(), 'ŉ'.title(), 'ﬁ'.capitalize()", "$A = 'a\\x0bb\\x1cc\\u2028d'.splitlines()", "$A = '\\u00a0a\\u3000'.strip(), 'a\\u2003b'.split()", "$A = \"they're o'neil\".title()", "$A = 'x'.center(4, '-'), 'x'.center(5, '-'), 'xy'.center(5, '-')",
        "$A = 'a'.ljust(3, '.') + 'b'.zfill(3) + '-5'.zfill(4) + '+5'.zfill(4)", "$A = '²'.isdigit(), '½'.isnumeric(), '٣'.isdecimal()", "$A = 'aaa'.replace('', '-'), 'abc'.count('')", "$A = 'abc'.find(''), 'abc'.rfind(''), ''.find('a')", "$A = $s.strip().lower().replace(' ', '_')[:3]",
    ],
    "index slice": [
        "$A = $l[0] if $l else None", "$A = [1, 2, 3, 4][::-1], [1, 2, 3, 4][1::2], [1, 2, 3, 4][-1:0:-2]", "$A = 'abcdef'[-3:], 'abcdef'[:-2], 'abcdef'[4:1:-1], 'abcdef'[10:], 'abc'[-10:2]", "$A = $s[:3], $s[-1:], $s[::-1]", "$A = (1, 2, 3)[1:], (1,)[0:0]", "$A = $D.get('x', {})",
        "$A = {'a': {'b': [1, {'c': 2}]}}['a']['b'][1]['c']", "$A = range(10)[2], list(range(10)[::3]), list(range(5, 0, -2))", "$A = $l[-1:]", "$A = 'abc'[True]", "$A = [10, 20][False]", "$A = [1, 2, 3][slice(0, 2)]", "$A = $s.split(',')[0], $s.split(',')[-1]", "$A = [0, 1, 2][-0:], [0, 1, 2][:None]",
        "$A = 'é€😀x'[1:3], 'é€😀x'[-1], len('é€😀')", "$A = b'abc'[0], b'abc'[1:]", "$A = max($l, key=str, default=None)", "$A = (1, 2) + (3,), [1] * 2 + [3]", "$A = (1, [2])\n$A[1].append(3)",
    ],
    "assignment": [
        "$A = $B = $C = $s", "$A, $B = $s, $n", "($A, *$B), $C = [1, 2, 3], 4", "[$A, $B] = 'ab'", "$A: str = $s", "$A: 'list[str]' = [$s]", "$A = ($B := $n)", "if ($A := $s):\n    $B = $A", "$A, $B = $B, $A = 1, 2", "*$A, $B = $l + [9]", "$A, ($B, $C) = 1, (2, 3)", "$A = $B, = [5]",
        "$A = 1; $B = $A; $A = 2", "$A: int\n$B = 1", "$A = [$B := 1, $B + 1]", "$A = 5\n$A -= 2; $A **= 2; $A //= 2; $A <<= 2; $A |= 1; $A ^= 3; $A %= 7", "for $A, $B in [(1, 2), (3, 4)]: $C = $A", "$A = {}\n$A['x'], $A['y'] = 1, 2", "$A = [0]\n$B = 0\n$B, $A[$B] = 0, 5",
        "$A = {'k': ($B := 3), 'l': $B}", "$A = [y := 1, y**2]", "$A = $B = {}\n$A['z'] = 1", "while ($A := 5) > 10: pass",
    ],
    "comprehension": [
        "$A = [h.strip() for h in $s.split(',') if h.strip()]", "$A = {h for h in 'a,b,a'.split(',')}", "$A = {k: v for k, v in zip('ab', [1, 2])}", "$A = [x * y for x in range(3) for y in range(x)]", "$A = tuple(x for x in $l)", "x = 'outer'\n$A = [x for x in 'ab']\n$B = x", "$A = sum(x for x in [1, 2, 3] if x % 2)",
        "$A = [[y for y in x] for x in ['ab', 'c']]", "$A = {k: [v] for k in 'ab' for v in [1, 2]}", "$A = [last := x for x in [1, 2, 3]]\n$B = last", "$A = any(x > 2 for x in [1, 2, 3]), all([])", "$A = [(i, x) for i, x in enumerate('ab', start=1)]", "$A = [a + b for a, b in zip('ab', 'cd', strict=False)]", "$A = list({**{'a': 1}, 'b': 2}.items())",
        "$A = [f() for f in [lambda: 1, lambda: 2]]", "$A = [f() for f in [lambda: i for i in range(3)]]", "$A = [f() for f in [lambda i=i: i for i in range(3)]]", "$A = dict([(k, len(k)) for k in ['a', 'bb']])", "$A = [x for x in $l if $c]", "$A = {x: y for x, y in [('a', 1), ('a', 2)]}", "$A = min((len(x), x) for x in ['bb', 'a'])",
        "$A = [k for k in $D]", "$A = {v: k for k, v in {'a': 1, 'b': 2}.items()}", "$A = next((x for x in [1, 2, 3] if x > 1), None)", "$A = sorted({x % 3 for x in range(7)})", "$A = [x if x else 'e' for x in $s.split(',')]", "$A = ['%s:%s' % p for p in [('a', 1)]]", "$A = [int(x) for x in $s.split(',') if x.isdigit()]",
        "y = [1, 2]\n$A = [y for y in y]", "$A = [i for i in range(3)] + [i for i in 'ab']", "g = (x for x in [1, 2])\n$A = list(g)\n$B = list(g)\ndel g",
    ],
    "try": [
        "try:\n    $A = int($s)\nexcept ValueError:\n    $A = -1", "try:\n    $A = os.environ['$v']\nexcept KeyError:\n    $A = $t", "try:\n    $A = int(os.environ['$v'])\nexcept (KeyError, ValueError) as problem:\n    $A = type(problem).__name__ if False else None", "try:\n    import nothing_here\nexcept ImportError:\n    $A = None\nelse:\n    $A = 1",
        "try:\n    $A = 1\n    raise ValueError('x')\nexcept KeyError:\n    $A = 2\nexcept ValueError:\n    $B = $A\nfinally:\n    $C = 3", "try:\n    $A = [1][5]\nexcept LookupError:\n    $A = 'look'", "try:\n    $A = float($s)\nexcept ValueError:\n    $A = 0.5", "try:\n    $A = {}['x']\nexcept Exception as e:\n    $A = 'ex'\n$B = 'e' in globals()",
        "def f$A():\n    try:\n        return 'try'\n    finally:\n        $L.append('fin')\n$A = f$A()", "def f$A():\n    for i in range(3):\n        try:\n            if i == 1: continue\n            if i == 2: break\n        finally:\n            $L.append(i)\n    return i\n$A = f$A()", "try:\n    try:\n        $A = 1 // 0\n    except TypeError:\n        $A = 'type'\nexcept ZeroDivisionError:\n    $A = 'zero'",
        "try:\n    $A = 'a' + 1\nexcept TypeError:\n    $A = 'te'", "try:\n    $A, $B = [1]\nexcept ValueError:\n    $A = $B = 've'", "try:\n    $A = None.x\nexcept AttributeError:\n    $A = 'ae'", "try:\n    $A = not_defined_anywhere\nexcept NameError:\n    $A = 'ne'", "try:\n    raise KeyError\nexcept (ValueError, KeyError):\n    $A = 1\nelse:\n    $A = 2", "try:\n    $A = [].pop()\nexcept IndexError:\n    $A = 'ie'",
        "try:\n    $A = json.loads($s)\nexcept ValueError:\n    $A = 'bad'", "try:\n    $A = 'abc'.index('z')\nexcept ValueError:\n    $A = 'nf'", "try:\n    $L.remove('not there')\nexcept ValueError: $A = 1\nelse: $A = 2", "try:\n    assert $c, 'no'\n    $A = 1\nexcept AssertionError:\n    $A = 2", "try:\n    $A = int('12', 3), int(' 7 '), int('1_0'), int('-0'), int(3.99), int('0b11', 0)\nexcept ValueError:\n    $A = 0",
        "class E$A(Exception): pass\ntry:\n    raise E$A('q')\nexcept E$A:\n    $A = 1\ndel E$A", "def f$A(x):\n    try:\n        return int(x)\n    except (TypeError, ValueError):\n        return None\n    finally:\n        pass\n$A = f$A($e), f$A('5'), f$A(None)", "try:\n    del undefined_name\nexcept NameError:\n    $A = 1", "try:\n    $A = 'é'.encode('ascii')\nexcept UnicodeEncodeError:\n    $A = b'?'",
        "def f$A():\n    try:\n        raise ValueError\n    except ValueError:\n        return 1\n    finally:\n        return 2\n$A = f$A()", "try:\n    from base import NOT_THERE as $A\nexcept ImportError:\n    $A = 'no'", "try:\n    from nowhere.at.all import *\nexcept ImportError:\n    $A = 'n'", "try:\n    $A = base.NOT\nexcept AttributeError:\n    $A = 'noattr'", "try:\n    $A = (1, 2)\n    $A[0] = 5\nexcept TypeError:\n    $B = 'frozen'",
    ],
    "environ index": ["$A = os.environ['$v']", "$A = os.environ['$v'].split(',')", "$A = [os.environ['$v']]", "$A = {'K': os.environ['$v']}"],
    "files": [
        "$A = (BASE_DIR / 'no_such_file').exists()", "$A = os.path.exists('/no/such/file')", "if os.path.isfile(os.path.join(BASE_DIR, 'base.py')):\n    $A = 'there'\nelse:\n    $A = 'gone'", "if (BASE_DIR / 'no.key').is_file():\n    $A = (BASE_DIR / 'no.key').read_text().strip()\nelse:\n    $A = 'fallback'",
        "try:\n    with open(BASE_DIR / 'no.key') as f$A:\n        $A = f$A.read()\nexcept FileNotFoundError:\n    $A = 'no key'", "try:\n    $A = open('/no/such/file').read()\nexcept OSError:\n    $A = ''", "$A = [str(BASE_DIR / d) for d in ('static', 'assets') if (BASE_DIR / d).is_dir()]", "$A = next(iter(BASE_DIR.glob('*.nothing')), None)", "$A = os.path.exists(os.path.join(BASE_DIR, 'base.py')) and 'yes' or 'no'",
        "$A = {'default': {'NAME': BASE_DIR / 'db.sqlite3'}}\nif os.path.exists('/run/secrets/nothing'):\n    $A['default']['PASSWORD'] = open('/run/secrets/nothing').read()", "$A = [BASE_DIR / 'templates', os.path.join(BASE_DIR, 'x')]", "$A = Path(__file__).resolve().parents[0] / 'x'", "$A = os.path.join(os.path.dirname(os.path.abspath(__file__)), *['a', 'b'])", "$A = str(Path(BASE_DIR, 'a', 'b.log'))", "$A = (BASE_DIR / 'a' / 'b').relative_to(BASE_DIR)",
        "$A = os.environ.get('$v') or os.path.join('/var', 'lib')", "$A = Path(os.environ.get('NOWHERE_SET', '/data')) / 'media'", "$A = os.path.join(os.environ.get('NOWHERE_SET', '/data'), 'static')", "$A = '/static/'.strip('/') + '/' + 'x'.lstrip('/')",
    ],
    "env helpers": [
        "def f$A(name, default=None):\n    if name not in os.environ:\n        if default is None:\n            raise RuntimeError(name)\n        return default\n    return os.environ[name]\n$A = f$A('$v', $t)", "def f$A(name, default=False):\n    value = os.getenv(name, str(default))\n    if value.lower() in ('true', '1', 'yes'): return True\n    if value.lower() in ('false', '0', 'no', ''): return False\n    return default\n$A = f$A('$v'), f$A('$v', True)",
        "def f$A(name, default='', sep=','):\n    return [x.strip() for x in os.environ.get(name, default).split(sep) if x.strip()]\n$A = f$A('$v'), f$A('$v', 'a;b', sep=';')", "def f$A(name, cast=str, default=None):\n    value = os.environ.get(name)\n    if value is None: return default\n    if cast is bool: return value.lower() in ['1', 'true']\n    if cast is list: return value.split(',')\n    try:\n        return cast(value)\n    except ValueError:\n        return default\n$A = f$A('$v', int, 3), f$A('$v', bool), f$A('$v', list, [])",
        "def f$A(*names, default=None):\n    for name in names:\n        if name in os.environ: return os.environ[name]\n    return default\n$A = f$A('$v', '$v', default=$t)", "def f$A(name):\n    try:\n        return os.environ[name]\n    except KeyError:\n        return None\n$A = f$A('$v') or $t", "def f$A(name):\n    value = os.environ.get(name)\n    if not value: return None\n    if value.isdigit(): return int(value)\n    return {'true': True, 'false': False}.get(value.lower(), value)\n$A = f$A('$v')",
        "f$A = lambda name, default=None: os.environ.get(name, default)\n$A = f$A('$v'), f$A('$v', $t)", "class E$A:\n    @staticmethod\n    def get(name, default=None):\n        return os.environ.get(name, default)\n$A = E$A.get('$v', 'cls')", "def f$A(name, **kw):\n    if 'default' in kw: return os.environ.get(name, kw['default'])\n    return os.environ[name]\n$A = f$A('$v', default=$t)", "P$A = 'ST'\ndef f$A(name): return os.environ.get(P$A + name, 'd')\n$A = f$A('AGE')",
        "def f$A(name, default):\n    value = os.environ.get(name, default)\n    assert isinstance(value, str)\n    return value.strip() or default\n$A = f$A('$v', 'z')", "def f$A(v):\n    return str(v).lower() in ('yes', 'true', 't', '1')\n$A = f$A(os.environ.get('$v', False)), f$A($n)", "from functools import partial\np$A = partial(os.environ.get, '$v')\n$A = p$A('part')", "def f$A(k):\n    global $B\n    $B = k in os.environ\n    return not $B\n$A = f$A('$v')", "@functools.lru_cache(maxsize=None)\ndef f$A(k): return os.environ.get(k, 'c')\n$A = f$A('$v'), f$A('$v')",
        "@functools.lru_cache(maxsize=None)\ndef f$A(k): return os.environ.get(k, 'c')\n$A = f$A('$v')\nos.environ['$v'] = 'later'\n$B = f$A('$v')", "def f$A(x):\n    match x:\n        case 'True' | '1': return True\n        case None: return None\n        case _: return False\n$A = f$A(os.environ.get('$v'))",
    ],
    "strtobool": [
        "from distutils.util import strtobool\ntry:\n    $A = bool(strtobool(os.environ.get('$v', 'no')))\nexcept ValueError:\n    $A = 'bad'", "from distutils.util import strtobool as s2b\n$A = s2b('YES'), s2b('off')", "def strtobool(val):\n    val = val.lower()\n    if val in ('y', 'yes', 't', 'true', 'on', '1'): return 1\n    elif val in ('n', 'no', 'f', 'false', 'off', '0'): return 0\n    else: raise ValueError('invalid truth value %r' % (val,))\ntry:\n    $A = strtobool(os.environ.get('$v', 'off'))\nexcept ValueError:\n    $A = None",
        "try:\n    from distutils.util import strtobool\nexcept ImportError:\n    strtobool = bool\ntry:\n    $A = strtobool('no')\nexcept ValueError:\n    $A = 3",
    ],
    "left": [
        LEFT % ("int($s)", "os.environ['$v'] = $t") + "$A = '$v' in os.environ, os.environ.get('$v')", LEFT % ("raise KeyError", "os.environ.pop('$v', None)") + "$A = os.environ.get('$v', 'gone')",
        LEFT % ("[][1]", "os.environ.setdefault('$v', $t)") + "$A = os.environ.get('$v')", LEFT % ("raise ValueError", "environ.update($v=$t)") + "$A = os.environ.get('$v')", LEFT % ("1 / 0", "os.environ |= {'$v': $t}") + "$A = os.environ.get('$v')",
        LEFT % ("raise KeyError", "$L.append('fin')") + "$A = len($L)", LEFT % ("raise KeyError", "$D['fin'] = 1") + "$A = 'fin' in $D", LEFT % ("raise KeyError", "del os.environ['$v']") + "$A = '$v' in os.environ", LEFT % ("raise KeyError", "$A = 1"),
        "def f$A():\n    os.environ['$v'] = 'deco'\n    return 1\n@functools.wraps(len)\ndef g$A(): return f$A()\ng$A()\n$A = os.environ.get('$v')", "env$A = os.environ\nwhile $c:\n    env$A['$v'] = $t\n    break\n$A = os.environ.get('$v')",
        "for k in list(os.environ):\n    if k == '$v': os.environ['$v'] = $t\n$A = os.environ.get('$v')", "with contextlib.suppress(Exception):\n    os.environ['$v'] = $t\n    int($s)\n    os.environ['$v'] = 'after'\n$A = os.environ.get('$v')",
        "class C$A:\n    os.environ['$v'] = $t\n    def __init__(self): os.environ['$v'] = 'init'\nC$A()\n$A = os.environ.get('$v')", "os.environ |= {'$v': $t}\n$A = os.environ['$v']", "d$A = {}\nif $c: d$A['$v'] = 'upd'\nos.environ.update(d$A)\n$A = os.environ.get('$v')",
    ],
    "changed while walked": [
        "$A = [1, 2]\nfor i, x in enumerate($A):\n    if i < 4: $A.append(x)", "$A = [1, 2, 3]\nfor x, y in zip($A, 'abcdef'):\n    if len($A) < 5: $A.append(y)", "$A = [1, 2, 3]\nfor x in reversed($A):\n    $A.append(x)", "$A = [1, 2]\nfor x in iter($A):\n    if len($A) < 5: $A.append(x)",
        "$A = [1, 2]\nfor x in $A[:]:\n    $A.append(x)", "$A = ['a', 'b', 'c']\nfor x in $A:\n    if x == 'a': $A.remove(x)", "$A = ['a', 'b', 'c']\nfor i, x in enumerate($A):\n    if x == 'a': $A[i + 1] = 'z'\n    $B = x", "$A = {'a': ' x', 'b': 'y '}\nfor k, v in $A.items():\n    $A[k] = v.strip()",
        "$A = {'a': 1, 'b': 2}\nfor k, v in $A.items():\n    $A['b'] = 7\n    $B = v", "$A = {'a': 1, 'b': 2}\nfor v in $A.values():\n    $A['b'] = 7\n    $B = v", "$A = {'a': 1}\ntry:\n    for k in $A:\n        $A[k + 'x'] = 1\nexcept RuntimeError:\n    $B = 'size'",
        "$A = [1, 2]\n$B = [x for x in $A if len($A) < 4 and not $A.append(x)]", "$A = [1, 2]\nfor x in (y for y in $A):\n    if len($A) < 5: $A.append(x)", "$A = [0, 1]\nfor x in map(str, $A):\n    if len($A) < 5: $A.append(x)", "$A = [0, 1]\nfor x in filter(None, $A):\n    if len($A) < 5: $A.append(x)",
        "$A = [3, 2]\nfor x in sorted($A):\n    $A.append(x)", "$A = []\nfor x in [1, 2, 3]:\n    if $c: $A.append(x)\n    else: $A.insert(0, x)", "$A = $L\nfor x in list($A):\n    if x == 'a': $A.remove(x)", "$A = {'a': 1, 'b': 2}\nfor k in list($A):\n    if k == 'a': del $A[k]", "$A = [1, 2]\n$B = 0\nfor x in $A:\n    $B += x\n    if $c and len($A) < 4: $A.append(5)",
    ],
    "raise": ["if $c and False:\n    raise ValueError('x')", "if '$v' in os.environ and os.environ['$v'] == 'boom':\n    raise RuntimeError()\n$A = 1", "def f$A():\n    if not $c:\n        raise ValueError('x')\n    return 'ok'\ntry:\n    $A = f$A()\nexcept ValueError:\n    $A = 'raised'"],
    "for": [
        "$A = []\nfor i in range(3):\n    if i == 1: continue\n    $A.append(i)\nelse:\n    $A.append('else')", "$A = 0\nfor k, v in {'a': 1, 'b': 2}.items():\n    $A += v\n$B = k", "$A = {}\nfor name in ['a', 'b']:\n    $A[name] = name * 2", "for $A in $l: pass", "for i, x in enumerate($l):\n    if i > 1: break\nelse:\n    $A = 'all'",
        "$A = []\nfor x in $s.split(','):\n    x = x.strip()\n    if not x: continue\n    $A.append(x)", "$A = ''\nfor c in 'abc':\n    $A = c + $A", "for name in ('X1', 'X2'):\n    globals()[name] = name.lower()", "$A = 0\nwhile $A < 5:\n    $A += 2\n    if $A == 4: break\nelse:\n    $A = 'e'", "$A = []\nfor a in [1, 2]:\n    for b in 'xy':\n        if b == 'y': break\n        $A.append((a, b))",
        "$A = [3]\nfor x in $A:\n    if x > 0: $A.append(x - 1)", "$A = []\nfor app in ['a', 'b', 'c']:\n    if app not in $A and app != 'b': $A += [app]", "for k in list(os.environ):\n    if k.startswith('NOT_'): $A = k\n$B = 1", "$A = {}\nfor i in range(4): $A.setdefault(i % 2, []).append(i)", "$A = 10\nfor $A in []: pass", "$A = list(zip(range(3), 'abcd', [True, False]))", "x$A = iter([1, 2, 3])\n$A = next(x$A), list(x$A)\ndel x$A",
    ],
    "cast": [
        "$A = int('5'), int(5.9), int(-5.9), int(True), int('-7'), int('  3\\n')", "$A = float('1e3'), float('inf'), float(' 2.5 '), float('-0')", "$A = bool(os.environ.get('$v'))", "$A = str(1.0), str(1e16), str(1e15), str(0.1), str(None), str(b'a'), str((1,))", "$A = list('abc'), tuple([1]), set(), dict(), list({'a': 1}), list(range(3))",
        "$A = json.loads('{\"a\": [1, 2.5, null, true], \"b\": \"\\\\u00e9\"}')", "$A = json.dumps({'a': [1, None, True, 'é', 1.5]})", "$A = json.dumps([1, {'b': 2}], indent=2, sort_keys=True)", "$A = ast.literal_eval('[1, (2, \"x\"), {\"a\": None}]')", "$A = repr('a\\'b'), repr('a\"b'), repr('a\\n\\t\\\\'), repr('é\\x00\\u200b'), repr(b'\\xff')", "$A = int('ff', 16), int('0x1f', 16), int('z', 36), int('0o7', 8)",
        "$A = round(2.5), round(3.5), round(-2.5), round(1.005, 2), round(1234, -2), round(0.5), round(2.675, 2)", "$A = divmod(-7, 3), divmod(7, -3), -7 // 3, -7 % 3, 7 % -3, -7.5 % 2, 7 // -2.0", "$A = 2 ** 100, 2 ** -1, (-2) ** 3, 0 ** 0, 10 ** 18, 10 ** 19, 2 ** 0.5", "$A = 7 / 2, 6 / 3, 1 / 3, 1e308 * 10, 0.1 + 0.2, 1e16 + 1", "$A = 1 << 62, 1 << 63, 1 << 64, -1 >> 1, -8 >> 1, 5 & 3, 5 | 3, 5 ^ 3, ~5",
        "$A = 9223372036854775807 + 1, -9223372036854775808 - 1, 9223372036854775807 * 2, -(-9223372036854775808)", "$A = abs(-5), abs(-2.5), min(3, 1), max('a', 'b'), sum([1, 2.5]), pow(2, 3), pow(2, 10, 7)", "$A = chr(233), ord('é'), hex(255), oct(8), bin(5), hex(-1)", "$A = bytes('é', 'utf-8'), bytes([65, 66]), b'a' + b'b', b'a' * 2", "$A = 5 == 5.0, 10**20 == 1e20, 1 < 1.5, 'a' == b'a'", "$A = float('nan') == float('nan'), -0.0 == 0.0, 0.1 + 0.2 == 0.3",
        "$A = 1_000, 0xFF, 0o17, 0b101, 1e3, 1.5e-3, 10_0.0_1", "$A = isinstance(True, int), isinstance(1, bool), isinstance('a', (int, str)), isinstance(None, type(None))", "$A = len('é'), len('é'.encode()), len({1, 1.0, True}), len(range(0, 10, 3))", "$A = sorted(['b', 'A', 'a']), sorted(['b', 'A', 'a'], key=str.lower), sorted([3, 1, 2], reverse=True)", "$A = sorted({'b': 1, 'a': 2}), sorted([(1, 'b'), (1, 'a')]), list(reversed([1, 2]))",
        "$A = float(1) // 1, 5 % 2.5, 2.0 ** 3, 1e100", "$A = int(1e20), int(float('1e15'))", "$A = 3 .__class__.__name__ if False else 'int'", "$A = type('a') is str, type(1) == int, type([]) in (list, tuple)", "$A = str(123456789012345678), str(1.23456789012345678), str(1e-7), str(100000000000000000.0)", "$A = [1, 2] < [1, 3], (1,) < (1, 0), 'a' < 'B', [1] == [1.0]", "$A = eval('1') if False else 2", "$A = datetime.timedelta(days=1, hours=2) == datetime.timedelta(hours=26)", "$A = datetime.timedelta(minutes=5).total_seconds()", "$A = int(datetime.timedelta(weeks=2).total_seconds())",
        "$A = 60 * 60 * 24 * 365, 1024 ** 2 * 5", "$A = int('1' * 25)", "$A = '%.2f' % 1e10, '%s' % 1e100, repr(1e22), repr(123456.789e3)", "$A = json.loads('1'), json.loads('\"x\"'), json.loads('[]'), json.loads(' {} ')", "$A = json.loads('[1e2, -0, -0.0, 12345678901234567890]')", "$A = hash(1) == hash(1.0), hash(True)", "$A = ast.literal_eval(\"'a'\"), ast.literal_eval('-5'), ast.literal_eval('(1,)')", "$A = re.sub('a+', 'b', 'caat'), re.split(',\\\\s*', 'a, b,c')", "$A = bool(re.match('^a', 'abc')), re.findall('[0-9]+', 'a1b22')",
    ],
    "functions": [
        "def f$A(name, default=False):\n    v = os.environ.get(name)\n    if v is None:\n        return default\n    return v.lower() in ('1', 'true')\n$A = f$A('$v'), f$A('$v', True), f$A(default=$n, name='$v')", "def f$A(x, acc=[]):\n    acc.append(x)\n    return acc\n$A = f$A(1)\n$B = f$A(2)", "def f$A(*a, **k):\n    return a, k\n$A = f$A(1, *[2, 3], x=4, **{'y': 5})",
        "def f$A(a, /, b, *, c=3):\n    return [a, b, c]\n$A = f$A(1, 2), f$A(1, b=5, c=6)", "n$A = 0\ndef f$A():\n    global n$A\n    n$A += 1\n    return n$A\n$A = [f$A(), f$A()]", "def outer$A():\n    count = 0\n    def inner():\n        nonlocal count\n        count += 1\n        return count\n    inner()\n    return inner() + count\n$A = outer$A()", "def make$A(n):\n    return lambda x: x + n\n$A = make$A(5)(1), make$A('a')('b')",
        "def f$A(n):\n    return 1 if n <= 1 else n * f$A(n - 1)\n$A = f$A(5)", "x$A = 1\ndef f$A():\n    x$A = 2\n    return x$A\n$A = f$A(), x$A", "def f$A():\n    return late$A\nlate$A = 7\n$A = f$A()", "def f$A(l):\n    l.append('in')\n    l = ['rebound']\n    return l\n$A = ['start']\n$B = f$A($A)", "$A = (lambda *a, k=2: (a, k))(1, 2)", "$A = (lambda: (yield_ := 5))()", "def f$A(d):\n    d['x'] = 1\n    d = {}\n$A = {}\nf$A($A)",
        "default$A = 1\ndef f$A(x=default$A):\n    return x\ndefault$A = 2\n$A = f$A()", "def f$A():\n    if $c: return 'early'\n    for i in range(3):\n        if i == 1: return i\n$A = f$A()", "def f$A(a, b=None):\n    b = b or []\n    b.append(a)\n    return b\n$A = f$A(1), f$A(2, [0])", "def f$A(fn, *args):\n    return fn(*args)\n$A = f$A(int, '5'), f$A(max, 1, 2), f$A(lambda: 3)", "def f$A():\n    'doc'\n    pass\n$A = f$A()", "def f$A(values):\n    total = 0\n    for v in values:\n        if v < 0: break\n        total += v\n    else:\n        return 'all'\n    return total\n$A = f$A([1, 2]), f$A([1, -1])",
        "def deco$A(fn):\n    def wrapped(*a):\n        return ['w', fn(*a)]\n    return wrapped\n@deco$A\ndef f$A(x):\n    return x\n$A = f$A(1)", "def f$A(x):\n    def g():\n        return x\n    x = x + 1\n    return g()\n$A = f$A(1)", "def gen$A():\n    yield 1\n    yield 2\n$A = list(gen$A())", "def f$A(key, default=None, cast=str):\n    value = os.environ.get(key, default)\n    return cast(value) if value is not None else value\n$A = f$A('NOT_THERE', '5', int), f$A('$v')", "def f$A(): return locals()\n$A = f$A()",
        "list = [1, 2]\n$A = list\ndel list\n$B = list((1,))", "str = lambda x: 'shadow'\n$A = str(5)\ndel str\n$B = str(5)", "def len(x): return 42\n$A = len([])\ndel len", "True_ = 1\n$A = True_", "dict = dict\n$A = dict(a=1)\ndel dict", "print = None\n$A = print is None\ndel print", "int, float = float, int\n$A = int('1'), float('2')\ndel int, float", "any = all\n$A = any([1, 0])\ndel any",
    ],
    "spread": [
        "$A = [*$L, 'z', *('a', 'b')]", "$A = {**$D, 'q': 1}", "$A = {'q': 0, **$D, **{'q': 2}}", "$A = {*'ab', 'c'}", "$A = (*[1, 2], *range(2))", "$A = {'a': 1} | {'a': 2, 'b': 3}", "$A = [*{'k': 1}], [*'xy']", "$A = dict(**{'a': 1}, b=2)", "$A = dict({'a': 1}, a=2)", "$A = {1, 2} | {3}, {1, 2} & {2}, {1, 2} - {2}, {1, 2} ^ {2, 3}", "$A = {1, 2} <= {1, 2, 3}, {1}.issubset([1, 2]), {1}.isdisjoint({2})", "$A = {1}.union([2], (3,)), {1, 2}.intersection([2]), {1, 2}.difference({1})", "$A = frozenset([1, 2]) == {1, 2}", "$A = {'a': 1}.keys() & {'a'}, {'a': 1}.items() == {'a': 1}.items()", "$A = list({'a': 1}.values()) + list({'b': 2}.keys())", "$A = 'a' in {'a': 1}, 1 in {'a': 1}.values(), ('a', 1) in {'a': 1}.items()",
    ],
    "in environ": ["$A = '$v' in os.environ", "$A = '$v' not in os.environ", "if '$v' in os.environ:\n    $A = os.environ['$v']\nelse:\n    $A = None", "$A = '$v' in os.environ.keys()", "$A = os.environ.get('$v') is None", "$A = {'$v', '$v'} <= set(os.environ)", "$A = os.environ.keys() >= {'$v'}"],
    "lambda with del": ["$A = (lambda x=$s: x)()", "$A = 1\ndel $A\n$B = 2", "$A = [1, 2, 3]\ndel $A[0]", "$A = {'a': 1, 'b': 2}\ndel $A['a']", "$A = 1\n$B = [$A]\ndel $A\n$A = 2", "$A = copy.copy($L)\n$A.append(1)", "$A = $C = {'n': [1]}\n$A = copy.copy($A)\n$A['n'].append(2)\n$A['m'] = 3", "$A = copy.deepcopy([$L, $L])\n$A[0].append('d')", "class C$A:\n    x = 1\n    def __contains__(self, i): return True\n$A = 5", "$A = sorted([1, 3, 2], key=lambda x: -x)", "$A, $B = 1, 2\ndel $A, $B\n$A = 3", "del $L[:]", "$A = [1]\n$B = $A\ndel $A[0]\n$C = $B"],
    "globals": ["globals()['$A'] = $s", "globals().update({'$A': 1, '$B': $t})", "vars()['$A'] = 5", "locals()['$A'] = 6", "$A = globals().get('STAGE_NAME')", "$A = '$A' in globals(), 'BASE_DIR' in globals()", "globals().update(**{'$A': [1]})\n$A.append(2)", "for k in ['$A', '$B']: globals()[k] = k == '$A'", "$A = globals()['FLAG']", "setattr(sys.modules[__name__], '$A', 3)", "$A = getattr(sys.modules[__name__], 'FLAG', None)", "globals().setdefault('$A', 'sd')", "globals().pop('NOT_THERE', None)\n$A = 1", "$A = 1\nglobals()['$A'] += 1", "$A = 1\ndel globals()['$A']\n$B = 1", "$A = __name__ == '__main__'", "if __name__ == '__main__':\n    $A = 1\nelse:\n    $A = 2"],
    "getattr": ["$A = getattr(base, 'SHARED', None)", "$A = getattr(base, '$v', $t)", "for n$A in ('DEBUG', 'NOPE'):\n    globals()['$A'] = getattr(base, n$A, 'dflt')", "$A = getattr(os, 'environ').get('$v')", "getattr(os, 'environ')['$v'] = $t\n$A = os.environ.get('$v')", "$A = getattr(base.Config, 'NAME', 1), getattr(base.Config, 'NO', 1)", "import importlib\nm$A = importlib.import_module('base')\n$A = getattr(m$A, 'DEBUG'), m$A.LEVELS", "$A = {k: getattr(base, k) for k in dir(base) if k.isupper()}.get('DEBUG')", "$A = vars(base)['DEBUG'], base.__dict__.get('DEBUG')", "m$A = __import__('base')\n$A = m$A.SHARED", "$A = [getattr(base, n, None) for n in ('DEBUG', 'ZZ')]", "try:\n    $A = getattr(base, 'ZZ')\nexcept AttributeError:\n    $A = 'ae'", "$A = hasattr(base, 'SHARED') and base.SHARED[:1]", "$A = getattr(base, 'NOPE', $t)", "$A = hasattr(base, 'DEBUG'), hasattr(base, 'NOPE')", "$A = getattr(base, 'LEV' + 'ELS')['a']", "$A = base.__name__", "$A = base.Config.NAME"],
    "classes": ["class C$A:\n    X = $s\n    Y = [X]\n    Z = {'x': X}\n$A = C$A.X, C$A.Y, C$A.Z", "class C$A:\n    X = 1\n    if $c:\n        X = 2\n    Y = X + 1\n$A = C$A.Y", "class B$A:\n    X = 1\n    L = []\nclass C$A(B$A):\n    Y = 2\nC$A.L.append(1)\n$A = C$A.X, C$A.Y, B$A.L", "class C$A:\n    X = 1\nC$A.X = 5\n$A = C$A.X", "X$A = 'global'\nclass C$A:\n    X$A = 'class'\n    def get(self): return X$A\n    Y = [X$A for _ in range(1)]\n$A = C$A.Y", "class C$A:\n    @staticmethod\n    def f(x): return x * 2\n$A = C$A.f(4)", "class C$A:\n    for i in range(3): pass\n$A = C$A.i", "class C$A:\n    def __init__(self, x): self.x = x\n$A = C$A(5).x", "class C$A:\n    A = 1\n    del A\n    B = 2\n$A = hasattr(C$A, 'A'), C$A.B"],
    "argv": ["$A = 'test' in sys.argv", "$A = 'runserver' not in sys.argv", "$A = 'test' in sys.argv[1:]", "$A = 'pytest' in sys.modules", "$A = sys.argv[0].endswith('pytest')", "TEST$A = 'test' in sys.argv or 'pytest' in sys.argv[0]\nif TEST$A:\n    $A = 'md5'\nelse:\n    $A = 'argon2'", "$A = len(sys.argv) > 1 and sys.argv[1] in ('test', 'migrate')", "$A = sys.argv[1] == 'test' if len(sys.argv) > 1 else False", "$A = set(sys.argv) & {'test', 'check'}", "$A = not any(a.startswith('test') for a in sys.argv)", "$A = {'collectstatic', 'migrate'}.intersection(sys.argv)", "$A = any(c in sys.argv for c in ['test', 'makemigrations'])", "$A = len(sys.argv) > 1 and sys.argv[1] == 'test'", "$A = sys.argv[1:2] == ['runserver']", "$A = any('pytest' in a for a in sys.argv)", "$A = sys.version_info >= (3, 6)", "$A = sys.platform.startswith('win')", "$A = os.name == 'nt'"],
    "builtins": ["$A = all($l), any($l), len($l)", "$A = dict(zip(['a', 'b'], [1, 2]))", "$A = list(map(int, ['1', '2'])), list(filter(lambda x: x > 1, [1, 2]))", "$A = dict.fromkeys('ab'), dict.fromkeys(['x'], 0)", "$A = list(enumerate($l))", "$A = [*map(lambda a, b: a + b, [1, 2], [3, 4])]", "$A = sum([[1], [2]], [])", "$A = list(zip(*[(1, 2), (3, 4)]))", "$A = max([1, 3, 2]), min('b', 'a'), max([], default=0), max(['a', 'bbb'], key=len)", "$A = callable(len), callable(5)", "$A = list(reversed('abc')), ''.join(sorted('cab'))", "$A = functools.reduce(lambda a, b: a + b, [1, 2, 3])", "$A = collections.OrderedDict([('a', 1)]) == {'a': 1}", "$A = list(itertools.chain([1], [2]))", "$A = isinstance($s, str) and isinstance($l, list)", "$A = iter([1]) is None", "$A = str(type(1)), repr(int)", "$A = id(1) == id(1)", "$A = slice(1, 2).start", "$A = list(range(0)), list(range(2, 8, 3)), len(range(10, 0, -3)), 3 in range(5)", "$A = tuple(sorted(set('hello')))", "$A = bool(range(0)), list(zip()), list(zip([1]))", "$A = vars(base).get('DEBUG') if False else 0", "$A = collections.defaultdict(list)\n$A['x'].append(1)\n$B = dict($A)"],
    "helpers": ["$A = base.env_bool('$v', $c)", "$A = env_bool('$v')", "$A = base.env_list('$v', ('x', 'y'))", "$A = base.grow(['a'], 'b', 'a')", "base.SHARED.append($t)\n$A = base.SHARED", "$A = base.LEVELS\n$A['b'].append(3)\n$B = base.LEVELS['b']", "base.LEVELS['new'] = $n\n$A = dict(base.LEVELS)", "base.DEBUG = 'changed'\n$A = base.DEBUG, env_bool('NOPE', base.DEBUG)"],
    "json ast re": ["try:\n    $A = json.loads(os.environ.get('$v', '[]'))\nexcept json.JSONDecodeError:\n    $A = None", "try:\n    $A = ast.literal_eval(os.environ.get('$v', '[]'))\nexcept (ValueError, SyntaxError):\n    $A = None", "$A = re.sub(r'[^a-z]', '', $s)", "$A = json.loads(json.dumps({'a': (1, 2), 1: None}))", "$A = json.dumps($s)", "$A = re.split(r'[,;]\\s*', $s)"],
    "wrong types": ["$A = []\n$A = 'a',", "$A = 5,", "$A = ('a' 'b')", "$A = ('a')", "$A = ['a' 'b', 'c']", "$A = {'a', 'b'}", "$A = True,\n$B = $A[0]", "$A = 'x' if $c else ['x']", "$A = None or ()", "$A = '0', 0, 0.0", "$A = [('a', 'b'), ['c']]", "$A = {1: {2: {3: None}}}", "$A = ...", "$A = b'x', bytearray(b'y') == b'y'", "$A = NotImplemented is None", "$A = 1j == 1j", "$A = lambda: None\n$B = callable($A)", "$A = int\n$B = $A('5')", "$A = open\n$B = 1"],
    "match": ["match $s:\n    case 'prod' | 'production':\n        $A = 1\n    case '':\n        $A = 2\n    case _:\n        $A = 3", "match [1, 2, 3]:\n    case [a, *rest]:\n        $A = a, rest\n", "match {'k': 1}:\n    case {'k': x}:\n        $A = x\n    case _:\n        $A = None", "match $n:\n    case 1: $A = 'one'\n    case int(): $A = 'int'\n    case _: $A = 'other'"],
    "with": ["with open(os.devnull) as f$A:\n    $A = 1", "with contextlib.suppress(KeyError):\n    $A = 0\n    $A = os.environ['$v']\n    $A += 'x'\n", "with contextlib.suppress(ImportError):\n    import nothing_here\n    $A = 1\n$B = 2", "with contextlib.suppress(ValueError):\n    $B = int($s)\n    $A = 1"],
}

IMPORTS = ["import ast, base, collections, contextlib, copy, datetime, functools, itertools, json, os, random, re, sys", "from os import environ",
           "from pathlib import Path", "from base import BASE_DIR, env_bool"]
# What the other module of a project imports, after its own.
SHARED = []


class Filler:
    def __init__(self, chance, prefix="N"):
        self.chance = chance
        self.prefix = prefix
        self.count = 0
        self.idioms = {}
        self.kinds = sorted(BLOCKS)

    def pick(self, *options):
        return self.chance.choice(options)

    def text(self):
        return repr(self.pick("a", "b", "True", "false", "a,b", " x ", "", "prod", "https://h/x", "50%", "{}", "é", "A B", "/x/y/", "1", "-5", "k=v"))

    def number(self):
        return self.pick("0", "1", "-1", "2", "7", "10", "True", "3.5", "1_000", "9223372036854775807", "None")

    def fill(self, template, names):
        def one(found):
            kind = found[1]
            if kind in names:
                return names[kind]
            return {"v": lambda: self.chance.choice(VARIABLES), "t": self.text, "n": self.number, "e": self.env, "s": self.string, "c": self.condition,
                    "l": lambda: self.pick("['a', 'b']", "[1, 2, 3]", "[]", "['']", "LIST1", "list(LIST2)"), "d": lambda: self.pick("{'a': 1}", "{}", "DICT1"),
                    "L": lambda: self.pick("LIST1", "LIST2", "LIST3"), "D": lambda: self.pick("DICT1", "DICT2")}[kind]()
        # Twice, so that what is filled in is filled in itself.
        if "$L" in template:
            template = template.replace("$L", self.pick("LIST1", "LIST2", "LIST3"))
        if "$D" in template:
            template = template.replace("$D", self.pick("DICT1", "DICT2"))
        return re.sub(r"\$([A-Za-z])", one, template)

    def env(self):
        v = self.chance.choice(VARIABLES)
        return self.pick(f"os.environ.get('{v}')", f"os.environ.get('{v}', {self.text()})", f"os.getenv('{v}', '')")

    def string(self):
        v = self.chance.choice(VARIABLES)
        return self.pick(self.text(), self.text(), f"os.environ.get('{v}', {self.text()})", f"os.getenv('{v}', '')", "STAGE_NAME", f"str({self.number()})")

    def condition(self):
        v = self.chance.choice(VARIABLES)
        return self.pick("FLAG", "not FLAG", f"'{v}' in os.environ", f"os.environ.get('{v}') == {self.text()}", f"os.environ.get('{v}', '').lower() in ('true', '1')", f"{self.number()} == {self.number()}",
                         f"not os.environ.get('{v}')", "STAGE_NAME == 'prod'", f"len(LIST1) > {self.pick('1', '3')}", "'x' in DICT1", "base.DEBUG", f"bool(os.getenv('{v}'))", f"{self.text()} in {self.text()}")

    def block(self):
        kind = self.chance.choice(self.kinds)
        template = self.chance.choice(BLOCKS[kind])
        names = {}
        for letter in "ABC":
            if re.search(rf"\${letter}", template):
                self.count += 1
                names[letter] = f"{self.prefix}{self.count}"
                self.idioms[names[letter]] = kind
        return self.fill(template, names)

    def wrapped(self, depth=0):
        kind = self.chance.random()
        if kind < 0.72 or depth > 2:
            return self.block()
        inner = "\n".join(self.wrapped(depth + 1) for _ in range(self.chance.choice([1, 1, 2, 3])))
        body = textwrap.indent(inner, "    ")
        if kind < 0.84:
            out = f"if {self.condition()}:\n{body}"
            if self.chance.random() < 0.5:
                out += "\nelse:\n" + textwrap.indent(self.wrapped(depth + 1), "    ")
            return out
        if kind < 0.92:
            return f"try:\n{body}\nexcept {self.pick('Exception', '(KeyError, ValueError, TypeError)', 'LookupError', 'ValueError')}:\n    {self.pick('pass', 'LIST3.append(1)', 'FLAG = None')}"
        if kind < 0.96:
            return f"for loop in {self.pick('range(2)', '[]', 'LIST1[:2]', repr('ab'), '(1,)')}:\n{body}"
        if depth == 0 and "globals()" not in inner and "locals()" not in inner and "nonlocal" not in inner:
            self.count += 1
            name = f"run{self.count}"
            names = sorted(set(re.findall(rf"\b{self.prefix}[0-9]+\b", inner)))
            assigned = f"    global {', '.join(names)}\n" if names and self.chance.random() < 0.7 and "global " not in inner else ""
            return f"def {name}(LIST2=LIST2):\n{assigned}{body}\n{name}()"
        return self.block()

    def body(self, count):
        return "\n".join(self.wrapped() for _ in range(count)) + "\n"


def module(chance):
    filler = Filler(chance)
    head = IMPORTS + ["FLAG = os.environ.get('DEBUG', '0') == '1'", "STAGE_NAME = os.environ.get('STAGE', 'dev')", "LIST1 = ['a', 'b']", "LIST2 = [1]", "LIST3 = LIST1",
                      "DICT1 = {'x': 1, 'y': [1]}", "DICT2 = {'n': DICT1}"]
    return "\n".join(head) + "\n" + filler.body(chance.randint(3, 9)), filler.idioms


def project(chance, name):
    """A settings package: texts by file name, the module to evaluate, and its idioms."""
    base, idioms = module(chance)
    inner = Filler(chance, "P")
    imports = chance.choice([
        "from .base import *", "from .base import *\nfrom . import base as own", "from %s.base import *" % name, "from . import base as own\nfrom .base import *", "from .base import LIST1, DICT1, FLAG, STAGE_NAME\nLIST2, LIST3, DICT2 = [], [], {}",
        "import %s.base\nfrom .base import *" % name, "from .common import *", "exec_ = 1\nfrom .base import *",
    ])
    derived = "\n".join(chance.sample([
        "DEBUG = FLAG", "DERIVED = 'on' if FLAG else 'off'", "APPS = LIST1 + (['toolbar'] if FLAG else [])", "_hidden = 1", "TEMPLATE = {'debug': FLAG, 'list': LIST1}", "URL = 'https://' + STAGE_NAME", "def helper(x=FLAG):\n    return x, FLAG",
        "if FLAG:\n    LIST1.append('debug')", "__all__ = ['LIST1', 'LIST2', 'LIST3', 'DICT1', 'DICT2', 'FLAG', 'STAGE_NAME', '_hidden', 'BASE_DIR']\n_hidden = 2", "__all__ = [n for n in dir() if n.isupper()]", "COPY = list(LIST1)", "class Settings:\n    DEBUG = FLAG",
    ], chance.randint(1, 6)))
    override = "\n".join(chance.sample([
        "FLAG = not FLAG", "FLAG = False", "STAGE_NAME = 'prod'", "LIST1 += ['prod']", "LIST1 = LIST1 + ['own']", "LIST1.remove('a')", "DICT1['x'] = 'prod'", "DICT1 = {**DICT1, 'x': 'p'}", "SEEN = globals().get('_hidden', 'no')", "SEEN2 = globals().get('DERIVED', 'no')",
        "APPS = [a for a in globals().get('APPS', []) if a != 'toolbar']", "HELP = helper() if 'helper' in globals() else None", "BASELIST = __import__('%s.base' % __package__).base.LIST1 if False else 0", "from . import base as again\nSAME = again.LIST1 is LIST1, again.FLAG",
        "from .base import FLAG as BASE_FLAG", "try:\n    from .local import *\nexcept ImportError:\n    LOCAL = 'none'", "try:\n    from .extra import *\nexcept ImportError:\n    pass", "import importlib\nMOD = importlib.import_module('.base', __package__).FLAG",
    ], chance.randint(2, 8)))
    text = "import ast, base, collections, contextlib, copy, datetime, functools, itertools, json, os, random, re, sys\nfrom os import environ\nfrom pathlib import Path\nfrom base import BASE_DIR, env_bool\n" + "".join(one + "\n" for one in SHARED) + imports + "\n" + override + "\n" + inner.body(chance.randint(1, 4))
    files = {f"{name}/__init__.py": chance.choice(["", "PACKAGE = 1\n", "from .base import *\n"]), f"{name}/base.py": base + derived + "\n", f"{name}/production.py": text,
             f"{name}/common.py": "from .base import *\nCOMMON = FLAG\nLIST1.append('common')\n",
             f"{name}/extra.py": chance.choice(["from .base import LIST1\nLIST1.append('extra')\nEXTRA_ONE = 1\n", "from .production import FLAG as CIRCULAR\n", "raise ImportError('no')\n", "EXTRA_ONE = 2\n_UNDER = 3\n"])}
    marks = {"DEBUG": "stale values", "DERIVED": "stale values", "APPS": "stale values", "TEMPLATE": "stale values", "FLAG": "star imports", "LIST1": "star imports", "DICT1": "star imports", "SEEN": "star imports", "HELP": "star imports", "COMMON": "star imports",
             "BASE_FLAG": "star imports", "SAME": "star imports", "EXTRA_ONE": "star imports", "LOCAL": "star imports", "MOD": "star imports"}
    return files, f"{name}.production", {**idioms, **inner.idioms, **marks}
