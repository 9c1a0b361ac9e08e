/* psc-run-label.h: one run told from others, in a few words
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-run.h"

G_BEGIN_DECLS

char *psc_run_label_dup_settings (PscRun *run) G_GNUC_WARN_UNUSED_RESULT;
char *psc_run_label_dup_origin   (PscRun *run) G_GNUC_WARN_UNUSED_RESULT;
char *psc_run_label_dup_heading  (PscRun *run) G_GNUC_WARN_UNUSED_RESULT;
char *psc_run_label_dup_outcomes (PscRun *run) G_GNUC_WARN_UNUSED_RESULT;
const char *psc_run_label_get_outcome (PscRun     *run,
                                       PscOutcome  outcome);

G_END_DECLS
