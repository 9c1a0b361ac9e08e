/* psc-report.h: a run in words, for the command line
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-figures.h"

G_BEGIN_DECLS

char *psc_report_dup_step (PscRun           *run,
                           guint             index,
                           guint             step)
                           G_GNUC_WARN_UNUSED_RESULT;
void  psc_report_task     (PscRun           *run,
                           guint             index,
                           GString          *report);
void  psc_report_figures  (PscRun           *run,
                           const PscFigures *figures,
                           const PscFigures *one,
                           GString          *report);

G_END_DECLS
