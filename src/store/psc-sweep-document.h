/* psc-sweep-document.h: the sweep document
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-atomic-file.h"
#include "psc-sweep.h"

G_BEGIN_DECLS

/* PscWriteFuncs for a PscSweep that has ended: all that is known, as JSON,
 * and one line a point, for spreadsheets. */
gboolean psc_sweep_document_write (GOutputStream  *stream,
                                   gpointer        sweep,
                                   GError        **error);
gboolean psc_sweep_csv_write      (GOutputStream  *stream,
                                   gpointer        sweep,
                                   GError        **error);

G_END_DECLS
