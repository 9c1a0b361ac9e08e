/* psc-worker-column-private.h: the columns of the table of workers
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "psc-worker-item.h"

G_BEGIN_DECLS

GtkColumnViewColumn *_psc_worker_column_new (PscWorkerColumn column)
                                             G_GNUC_WARN_UNUSED_RESULT;
PscWorkerItem       *_psc_worker_column_get_item (GtkWidget *place);

G_END_DECLS
