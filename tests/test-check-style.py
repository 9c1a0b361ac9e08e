#!/usr/bin/python3
# test-check-style.py: each rule of the style check finds what it forbids
#
# Copyright 2026 The Poolscope developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Feeds check-style.py a tree that keeps every rule, then one fault at a time.

A rule that no case here breaks fails the test, and so does a finding that a
case does not expect: what the check says must be exactly what is wrong.
"""

import os
import subprocess
import sys
import tempfile

CHECK = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'check-style.py')

LICENSE = ''' * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
'''

HEADER = '/* psc-%s.h: a thing\n *\n' + LICENSE + '''
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PSC_MACRO(x) ((x) + 1) /* not a call(x) */

typedef struct
{
  int length; /* a { in a comment */
} Psc%s;

char *psc_%s_get (void) G_GNUC_WARN_UNUSED_RESULT;
GType psc_%s_get_type (void);

G_END_DECLS
'''

SOURCE = '/* psc-%s.c\n *\n' + LICENSE + '''
#define G_LOG_DOMAIN "psc-%s"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "psc-%s.h"

/**
 * psc_%s_get:
 *
 * Gives a text that looks(like) a call, printf ("%%d") too.
 */
char *
psc_%s_get (void)
{
  return g_strdup (_("a \\"text\\" with f(x)"));
}
'''


def header(name):
    return HEADER % (name, name.title(), name, name)


def source(name):
    return SOURCE % ((name,) * 5)


# One unit a layer, each named after its layer.
LAYERS = ('engine', 'worker', 'study', 'store', 'chart', 'cli', 'app')
GOOD = {
    'po/POTFILES': ''.join('src/%s/psc-%s.c\n' % (layer, layer) for layer in sorted(LAYERS)),
    'tests/test-engine.c': '/* test-engine.c\n *\n' + LICENSE + '''
#include "config.h"

#include "psc-engine.h"

int
main (void)
{
  g_assert_true (TRUE);

  return 0;
}
''',
    'tests/tool.py': '#!/usr/bin/python3\n# SPDX-License-Identifier: GPL-3.0-or-later\n',
    'README.md': 'A line of %s\n' % ('prose ' * 30).rstrip(),
    'COPYING': 'The text of others: \tX' 'XX \n',
}
for each in LAYERS:
    GOOD['src/%s/psc-%s.h' % (each, each)] = header(each)
    GOOD['src/%s/psc-%s.c' % (each, each)] = source(each)

ENGINE = 'src/engine/psc-engine.c'
ENGINE_H = 'src/engine/psc-engine.h'
TEST = 'tests/test-engine.c'


def append(path, text):
    return {path: GOOD[path] + text}


def replace(path, old, new):
    assert old in GOOD[path], old
    return {path: GOOD[path].replace(old, new, 1)}


def include(layer, line):
    """The unit of a layer with one more own header or system header."""
    path = 'src/%s/psc-%s.c' % (layer, layer)
    own = '#include "psc-%s.h"\n' % layer

    if line.startswith('#include <'):
        lines = sorted(['#include <glib/gi18n-lib.h>\n', '#include <string.h>\n', line + '\n'])
        return replace(path, '#include <glib/gi18n-lib.h>\n#include <string.h>\n', ''.join(lines))
    return replace(path, own, ''.join(sorted([own, line + '\n'])))


def function(n_lines, name='long_one'):
    return '\nvoid\n%s (void)\n{\n%s}\n' % (name, '  x ();\n' * n_lines)


def statement(text):
    return '\nstatic void\nhelp (void)\n{\n  %s\n}\n' % text


# What changes in the good tree, and what is found: (file, line, rule).
FAULTS = [
    (include('engine', '#include "psc-study.h"'), [(ENGINE, 15, 'layer')]),
    (include('study', '#include "psc-worker.h"'), [('src/study/psc-study.c', 15, 'layer')]),
    (include('store', '#include "psc-chart.h"'), [('src/store/psc-store.c', 14, 'layer')]),
    (include('chart', '#include "psc-store.h"'), [('src/chart/psc-chart.c', 15, 'layer')]),
    (include('worker', '#include "psc-study.h"'), [('src/worker/psc-worker.c', 14, 'layer')]),
    (include('cli', '#include "psc-app.h"'), [('src/cli/psc-cli.c', 14, 'layer')]),
    (include('app', '#include "psc-cli.h"'), [('src/app/psc-app.c', 15, 'layer')]),
    (include('engine', '#include <gtk/gtk.h>'), [(ENGINE, 12, 'library')]),
    (include('chart', '#include <gdk/gdk.h>'), [('src/chart/psc-chart.c', 11, 'library')]),
    (include('cli', '#include <adwaita.h>'), [('src/cli/psc-cli.c', 11, 'library')]),
    (include('study', '#include <cairo.h>'), [('src/study/psc-study.c', 11, 'library')]),
    (include('chart', '#include <json-glib/json-glib.h>'),
     [('src/chart/psc-chart.c', 12, 'library')]),
    (include('cli', '#include <sqlite3.h>'), [('src/cli/psc-cli.c', 12, 'library')]),
    ({**include('study', '#include "psc-pool-private.h"'),
      'src/engine/psc-pool-private.h': header('engine')},
     [('src/study/psc-study.c', 14, 'private')]),

    (append(ENGINE, '/* %s */\n' % ('x' * 96)), [(ENGINE, 26, 'width')]),
    (append('tests/tool.py', '# %s\n' % ('é' * 99)), [('tests/tool.py', 3, 'width')]),
    (append(ENGINE, '/* a\tb */\n'), [(ENGINE, 26, 'tab')]),
    (append('README.md', 'blank \n'), [('README.md', 2, 'blank')]),
    (append(ENGINE, '/* end */'), [(ENGINE, 26, 'newline')]),
    (append(ENGINE, '\n'), [(ENGINE, 27, 'newline')]),
    (append('tests/tool.py', '#\n' * 599), [('tests/tool.py', 601, 'file-length')]),
    (append(ENGINE, function(61)), [(ENGINE, 29, 'function-length')]),
    (append(TEST, function(61)), [(TEST, 21, 'function-length')]),

    (append(ENGINE, statement('f(x);')), [(ENGINE, 30, 'call')]),
    (append(ENGINE, statement('x = a ? "a(" : f(x);')), [(ENGINE, 30, 'call')]),
    (append(ENGINE, '#if defined(X)\n#endif\n'), [(ENGINE, 26, 'call')]),
    (append(ENGINE, '#define F(x) g(x)\n'), [(ENGINE, 26, 'call')]),
    (replace(ENGINE_H, '#pragma once\n', '#ifndef X\n'), [(ENGINE_H, 1, 'pragma')]),
    (replace(ENGINE, 'SPDX-License-Identifier: ', ''), [(ENGINE, 1, 'license')]),
    (replace('tests/tool.py', 'SPDX-License-Identifier: ', ''), [('tests/tool.py', 1, 'license')]),
    (replace(ENGINE, '"psc-engine"', '"psc-other"'), [(ENGINE, 1, 'log-domain')]),
    (replace(ENGINE, '#include "config.h"\n', ''), [(ENGINE, 10, 'include')]),
    (replace(ENGINE, '#include <string.h>\n', '#include <errno.h>\n'), [(ENGINE, 12, 'include')]),
    (replace(ENGINE, '#include <string.h>\n', '#include <glib/gi18n-lib.h>\n'),
     [(ENGINE, 12, 'include')]),
    (replace(ENGINE, '#include "psc-engine.h"\n', '#include "psc-engine.h"\n#include <time.h>\n'),
     [(ENGINE, 15, 'include')]),

    (append('README.md', 'FIX' 'ME: later\n'), [('README.md', 2, 'mark')]),
    (append(ENGINE, '/* TO' 'DO */\n'), [(ENGINE, 26, 'mark')]),
    (replace('po/POTFILES', ENGINE + '\n', ''), [(ENGINE, 24, 'potfiles')]),
    (append('po/POTFILES', 'src/zero.c\n'), [('po/POTFILES', 8, 'potfiles')]),
    (append('po/POTFILES', 'README.md\n'), [('po/POTFILES', 1, 'potfiles')]),
    ({'src/app/psc-row.ui': '<property translatable="yes">a</property>\n'},
     [('src/app/psc-row.ui', 1, 'potfiles')]),
    ({'data/x.desktop.in': 'Name=x\n'}, [('data/x.desktop.in', 1, 'potfiles')]),

    (append(ENGINE, statement('f (_("a %"\n        G_GUINT64_FORMAT " b"), x);')),
     [(ENGINE, 31, 'text')]),
    (append(ENGINE, statement('f (ngettext ("a", "a \\"%" G_GSIZE_FORMAT "b", 2));')),
     [(ENGINE, 30, 'text')]),
    (replace(ENGINE, ' * psc_engine_get:', ' * psc_engine_got:'), [(ENGINE_H, 20, 'doc')]),
    (replace(ENGINE, '/**\n', '/*\n'), [(ENGINE_H, 20, 'doc')]),
    (replace(ENGINE, ' */\nchar *\n', ' */\nint x;\n\nchar *\n'), [(ENGINE_H, 20, 'doc')]),
    (replace(ENGINE_H, 'G_END_DECLS', 'void _psc_engine_hide (int a,\n  int b);\n\nG_END_DECLS'),
     [(ENGINE_H, 23, 'doc')]),
    (replace(ENGINE_H, 'G_END_DECLS',
             'static inline int\npsc_engine_one (void)\n{\n  return 1;\n}\n\nG_END_DECLS'),
     [(ENGINE_H, 24, 'doc')]),
    (append('src/worker/psc-worker.c', statement('g_print ("x");')),
     [('src/worker/psc-worker.c', 30, 'print')]),
    (append(ENGINE, statement('g_print ("x");')), [(ENGINE, 30, 'print')]),
    (append(ENGINE, statement('fprintf (stderr, "x");')), [(ENGINE, 30, 'print')]),
    (append(ENGINE, statement('sprintf (a, "x");')), [(ENGINE, 30, 'unsafe')]),
    (append(ENGINE, statement('system ("x");')), [(ENGINE, 30, 'unsafe')]),
    (append(TEST, statement('g_assert (x);')), [(TEST, 22, 'assert')]),
]

# What looks like a fault and is none.
ALLOWED = [
    include('study', '#include "psc-engine.h"'),
    include('store', '#include "psc-study.h"'),
    include('cli', '#include "psc-chart.h"'),
    include('app', '#include <adwaita.h>'),
    include('cli', '#include <json-glib/json-glib.h>'),
    append(ENGINE, function(60)),
    append(ENGINE, statement('snprintf (a, 1, "x");')),
    append(ENGINE, statement('g_mkdtemp ("a-XX' 'XXXX");')),
    append(ENGINE, 'static const int table[] = {\n%s};\n' % ('  1,\n' * 70)),
    append('src/cli/psc-cli.c', statement('g_print ("x");')),
    {'src/app/psc-row.ui': '<property>%s</property>\n' % ('x' * 99)},
    {'src/cli/main.c': source('cli').replace('"psc-cli"', '"poolscope-cli"', 1),
     'po/POTFILES': ''.join(sorted((GOOD['po/POTFILES'] + 'src/cli/main.c\n')
                                   .splitlines(keepends=True)))},
    {'_build/x.c': 'f(x)\t\n', 'src/__pycache__/x.c': 'f(x)\t\n'},
]


def run(changes):
    with tempfile.TemporaryDirectory() as root:
        for path, text in {**GOOD, **changes}.items():
            os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
            with open(os.path.join(root, path), 'w', encoding='utf-8') as stream:
                stream.write(text)

        result = subprocess.run([sys.executable, CHECK, root], stdout=subprocess.PIPE,
                                encoding='utf-8', check=False)

    found = []
    for line in result.stdout.splitlines():
        if line.endswith(']'):
            path, number, rest = line.split(':', 2)
            found.append((path, int(number), rest[rest.rindex('[') + 1:-1]))

    return result.returncode, found, result.stdout


def main():
    cases = [({}, [])] + [(changes, []) for changes in ALLOWED] + FAULTS
    n_failed = 0

    print('1..%d' % (len(cases) + 1))
    for number, (changes, expected) in enumerate(cases, 1):
        status, found, output = run(changes)
        passed = found == expected and status == (1 if expected else 0)
        what = ', '.join(rule for _, _, rule in expected) or 'nothing found'
        print('%s %d %s in %s' % ('ok' if passed else 'not ok', number, what,
                                  ', '.join(changes) or 'the good tree'))
        if not passed:
            n_failed += 1
            print('# status %d, expected %s\n# %s'
                  % (status, expected, output.replace('\n', '\n# ')))

    rules = subprocess.run([sys.executable, CHECK, '--list-rules'], stdout=subprocess.PIPE,
                           encoding='utf-8', check=True).stdout.splitlines()
    untested = ({line.split(':')[0] for line in rules}
                - {rule for _, expected in FAULTS for _, _, rule in expected})
    print('%s %d each rule is broken by a case' % ('not ok' if untested else 'ok', len(cases) + 1))
    if untested:
        n_failed += 1
        print('# no case breaks: %s' % ', '.join(sorted(untested)))

    return 1 if n_failed else 0


if __name__ == '__main__':
    sys.exit(main())
