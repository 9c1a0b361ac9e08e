/* psc-same-failure.h: a step that goes wrong with every file
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-run.h"

G_BEGIN_DECLS

char *psc_same_failure_dup_text (PscRun *run) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
