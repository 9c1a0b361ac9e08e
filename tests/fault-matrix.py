#!/usr/bin/python3
# fault-matrix.py: every fault that can happen, and the test that survives it
#
# Copyright 2026 The Poolscope developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs the tests that the rows of fault-matrix.txt name, and prints the table.

The output is TAP, a test for each row; the table is made of its comments.  A row
whose test is not there fails: a program that runs nothing proves nothing.
"""

import argparse
import collections
import os
import re
import signal
import subprocess
import sys

GROUP = re.compile(r'[A-Z]')
ROW_ID = re.compile(r'[A-Z]\d+(?:[a-z]\d*)?')
RESULT = re.compile(r'\s*(not )?ok \d+ (?:- )?(/\S+)(?: # (SKIP)\b ?(.*))?')
NOTHING = re.compile(r'1\.\.0 # SKIP ?(.*)')

# No row takes longer, whatever hangs in it.
DEADLINE_S = 280

Row = collections.namedtuple('Row', 'name fault program paths reason')


def read_table(path):
    """The rows of the table; ends the program where it cannot be read."""
    rows = []

    with open(path, encoding='utf-8') as stream:
        for number, line in enumerate(stream, 1):
            if line.strip() == '' or line.startswith('#'):
                continue
            cells = [cell.strip() for cell in line.split('|')]
            if len(cells) != 4 or '' in cells or not ROW_ID.fullmatch(cells[0]):
                sys.exit('%s:%d: a row is “ID | fault | program | paths”, or “ID | fault | - | '
                         'the reason why there is no test”' % (path, number))
            name, fault, program, last = cells
            if program == '-':
                rows.append(Row(name, fault, None, [], last))
            else:
                rows.append(Row(name, fault, program, last.split(), None))

    # Rows come from many hands, in any order.
    return sorted(rows, key=lambda row: (row.name[0], int(re.search(r'\d+', row.name).group()),
                                         row.name))


def say(text):
    for line in text.rstrip('\n').split('\n'):
        print('# ' + line)


def run_program(command):
    """Returns the exit status and what was printed; None when time was up."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          stdin=subprocess.DEVNULL, start_new_session=True) as process:
        try:
            output, _ = process.communicate(timeout=DEADLINE_S)
            status = process.returncode
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            output, _ = process.communicate()
            status = None

    return status, output.decode('utf-8', 'replace')


def is_below(path, wanted):
    return path == wanted or path.startswith(wanted + '/')


def run_row(row, directory, has_window):
    """Returns “passed”, “failed” or “skipped”, and in words why."""
    program = os.path.join(directory, row.program)

    if not os.path.exists(program):
        source = os.path.join(os.path.dirname(os.path.abspath(__file__)), row.program + '.c')
        if not has_window and os.path.exists(source):
            return 'skipped', 'this build has no window'
        return 'failed', 'there is no program ' + row.program

    command = [program, '--tap']
    for path in row.paths:
        command += ['-p', path]
    status, output = run_program(command)
    results = [match for match in map(RESULT.match, output.split('\n')) if match]
    nothing = re.search(NOTHING, output)

    if status == 0 and not results and nothing and nothing.group(1):
        return 'skipped', nothing.group(1)

    reason = None
    for path in row.paths:
        if not any(is_below(match.group(2), path) for match in results):
            reason = 'no test has the path ' + path
    if status is None:
        reason = 'it did not end within %d s' % DEADLINE_S
    elif any(match.group(1) for match in results):
        reason = 'a test says that it is not so'
    elif status != 0:
        reason = 'the program ended with %d' % status
    if reason:
        say(output)
        return 'failed', reason

    skipped = [match.group(4) for match in results if match.group(3)]
    if skipped:
        return 'skipped', skipped[0]

    return 'passed', ''


def check_complete(rows, programs):
    """A test of a fault that no row names would be run by nobody."""
    names = [row.name for row in rows]
    problems = ['%s twice' % name for name in sorted(set(names)) if names.count(name) > 1]

    for program in programs:
        _, output = run_program([program, '-l'])
        tests = [line for line in output.split('\n') if line.startswith('/')]
        if not tests:
            problems.append('%s has no test' % program)
        paths = [path for row in rows if row.program == os.path.basename(program)
                 for path in row.paths]
        for test in tests:
            if not any(is_below(test, path) for path in paths):
                problems.append('no row names %s of %s' % (test, os.path.basename(program)))

    print('1..1')
    for problem in problems:
        say(problem)
    print('%sok 1 every test has its row' % ('not ' if problems else ''))

    return 1 if problems else 0


def print_table(rows, results):
    tests = [' '.join(row.paths) if row.program else '-' for row in rows]
    width = max(len(row.fault) for row in rows)
    test_width = max(map(len, tests))
    counts = collections.Counter(result for result, _ in results)

    for row, test, (result, reason) in zip(rows, tests, results):
        say('%-4s | %-*s | %-*s | %s%s' % (row.name, width, row.fault, test_width, test, result,
                                           ': ' + reason if reason else ''))
    say('%d rows: %d passed, %d failed, %d skipped, %d not possible here'
        % (len(rows), counts['passed'], counts['failed'], counts['skipped'],
           counts['not possible']))


def main():
    parser = argparse.ArgumentParser(description='Runs the tests of the fault matrix.')
    parser.add_argument('table')
    parser.add_argument('--directory', help='where the test programs are')
    parser.add_argument('--group', metavar='LETTER', help='only the rows of this letter')
    parser.add_argument('--row', metavar='ID', help='only this row')
    parser.add_argument('--no-window', action='store_true', help='the build has none')
    parser.add_argument('--complete', nargs='+', metavar='PROGRAM',
                        help='only check that the rows name each test of these')
    arguments = parser.parse_args()

    rows = read_table(arguments.table)
    if arguments.complete:
        return check_complete(rows, arguments.complete)

    rows = [row for row in rows
            if arguments.group in (None, GROUP.match(row.name).group())
            and arguments.row in (None, row.name)]
    if not rows:
        sys.exit('there is no such row in ' + arguments.table)

    results = []
    print('1..%d' % len(rows))
    for number, row in enumerate(rows, 1):
        if row.program:
            result, reason = run_row(row, arguments.directory, not arguments.no_window)
        else:
            result, reason = 'not possible', row.reason
        results.append((result, reason))
        skip = ' # SKIP ' + reason if result in ('skipped', 'not possible') else ''
        print('%sok %d %s %s%s' % ('not ' if result == 'failed' else '', number, row.name,
                                   row.fault, skip), flush=True)
    print_table(rows, results)

    return 1 if any(result == 'failed' for result, _ in results) else 0


if __name__ == '__main__':
    sys.exit(main())
