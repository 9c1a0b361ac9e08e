/* psc-mark.h: what a program has started, whoever its parent is by now
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A mark is a word in the environment of a process, and of all that it starts in
 * turn.  Marks lie beneath each other as directories do: program, run, and
 * the lane that its steps belong to. */
#define PSC_MARK_VARIABLE "POOLSCOPE_MARK"

const char *psc_mark_get_program (void);
char       *psc_mark_new         (const char *above) G_GNUC_WARN_UNUSED_RESULT;
guint       psc_mark_signal      (const char *mark,
                                  int         signal);
void        psc_mark_kill        (const char *mark);

G_END_DECLS
