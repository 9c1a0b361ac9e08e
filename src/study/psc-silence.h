/* psc-silence.h: workers that gave no sign for a while, in words
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-run.h"

G_BEGIN_DECLS

gint64  psc_silence_get_end_ns  (PscRun *run,
                                 guint   silence);
gint64  psc_silence_sum_ns      (PscRun *run);
gint64  psc_silence_in_task_ns  (PscRun *run,
                                 guint   task);
guint   psc_silence_find        (PscRun *run,
                                 guint   lane,
                                 gint64  time_ns);
char   *psc_silence_dup_text    (PscRun *run,
                                 guint   silence)
                                 G_GNUC_WARN_UNUSED_RESULT;
char   *psc_silence_dup_list    (PscRun *run,
                                 guint   lane,
                                 gint64  begin_ns,
                                 gint64  end_ns)
                                 G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
