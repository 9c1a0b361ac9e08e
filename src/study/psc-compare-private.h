/* psc-compare-private.h: words for one of several runs
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-run.h"

G_BEGIN_DECLS

char *_psc_compare_dup_caption (const PscSettings *settings,
                                guint              n_files,
                                gint64             wall_ns)
                                G_GNUC_WARN_UNUSED_RESULT;
void  _psc_compare_append_task (GString           *text,
                                const char        *name,
                                PscRun            *run,
                                guint              index);

G_END_DECLS
