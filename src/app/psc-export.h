/* psc-export.h: the chart of a run into a file
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-run.h"

G_BEGIN_DECLS

char     *psc_export_dup_name (PscRun      *run) G_GNUC_WARN_UNUSED_RESULT;
gboolean  psc_export_picture  (PscRun      *run,
                               const char  *path,
                               GError     **error);

G_END_DECLS
