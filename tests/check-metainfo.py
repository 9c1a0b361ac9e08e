#!/usr/bin/python3
# check-metainfo.py: what appstreamcli and desktop-file-validate let pass
#
# Copyright 2026 The Poolscope developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Checks that the metainfo file is complete and that all names agree.

Every element asked for is also taken away once, on a copy, to see that this
is noticed.
"""

import argparse
import copy
import re
import sys
import xml.etree.ElementTree as ElementTree

REQUIRED = (
    'id',
    'metadata_license',
    'project_license',
    'name',
    'summary',
    'developer[@id]/name',
    'description/p',
    'launchable[@type="desktop-id"]',
    'translation[@type="gettext"]',
    'url[@type="homepage"]',
    'url[@type="bugtracker"]',
    'url[@type="vcs-browser"]',
    'requires/display_length[@compare="ge"]',
    'supports/control',
    'branding/color[@scheme_preference="light"]',
    'branding/color[@scheme_preference="dark"]',
    'screenshots/screenshot[@type="default"]/image',
    'screenshots/screenshot/caption',
    'content_rating[@type="oars-1.1"]',
    'releases/release[@date]/description',
)


def find_missing(component):
    return [path for path in REQUIRED if component.find(path) is None]


def find_faults(component, app_id, version):
    """What is there but wrong."""
    def texts(path):
        return [element.text or '' for element in component.findall(path)]

    faults = []
    if texts('id') != [app_id]:
        faults.append('the id is not ' + app_id)
    if texts('launchable') != [app_id + '.desktop']:
        faults.append('the launchable is not %s.desktop' % app_id)
    if texts('metadata_license') != ['CC0-1.0']:
        faults.append('the metadata are not under CC0-1.0')

    newest = component.find('releases/release')
    if newest is None or newest.get('version') != version:
        faults.append('the newest release is not ' + version)
    dates = [release.get('date', '') for release in component.findall('releases/release')]
    if dates != sorted(dates, reverse=True):
        faults.append('the releases are not in order')

    for summary in component.findall('summary'):
        if not summary.attrib and not 10 <= len(summary.text) <= 35:
            faults.append('the summary does not have 10 to 35 characters')
    for text in texts('summary') + texts('screenshots/screenshot/caption'):
        if text.endswith('.'):
            faults.append('a full stop at the end of “%s”' % text)
    for url in texts('url') + texts('screenshots/screenshot/image'):
        if not url.startswith('https://'):
            faults.append('“%s” is not an https address' % url)

    return faults


def find_desktop_faults(desktop, app_id):
    faults = []
    for line in ('Icon=' + app_id, 'DBusActivatable=true', 'StartupNotify=true',
                 'Terminal=false', 'MimeType=inode/directory;'):
        if line not in desktop.splitlines():
            faults.append('the desktop file has no line ' + line)
    if not re.search(r'^Exec=poolscope %U$', desktop, re.MULTILINE):
        faults.append('the desktop file does not start poolscope %U')

    return faults


def find_blind_spots(component):
    """The required elements whose absence would go unnoticed."""
    blind = []
    for path in REQUIRED:
        without = copy.deepcopy(component)
        for element in without.findall(path):
            for parent in without.iter():
                if element in list(parent):
                    parent.remove(element)
        if path not in find_missing(without):
            blind.append(path)

    return blind


def main():
    parser = argparse.ArgumentParser(description='Checks the metainfo and desktop files.')
    parser.add_argument('metainfo')
    parser.add_argument('desktop')
    parser.add_argument('app_id')
    parser.add_argument('version')
    arguments = parser.parse_args()

    component = ElementTree.parse(arguments.metainfo).getroot()
    with open(arguments.desktop, encoding='utf-8') as stream:
        desktop = stream.read()

    problems = ['%s is missing' % path for path in find_missing(component)]
    problems += find_faults(component, arguments.app_id, arguments.version)
    problems += find_desktop_faults(desktop, arguments.app_id)
    problems += ['the absence of %s is not noticed' % path
                 for path in find_blind_spots(component)]
    for problem in problems:
        print(problem)

    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
