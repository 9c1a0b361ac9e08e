/* psc-workers-picture.h: exercise a, as it is measured
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-exercise.h"

G_BEGIN_DECLS

#define PSC_TYPE_WORKERS_PICTURE (psc_workers_picture_get_type ())
G_DECLARE_FINAL_TYPE (PscWorkersPicture, psc_workers_picture, PSC,
                      WORKERS_PICTURE, AdwBin)

/* Wall time with the prediction, the shares of the workers' time, and the
 * average time of a file, over the number of workers.  It is hidden as long
 * as there is nothing to see. */
GtkWidget *psc_workers_picture_new (PscExercise *exercise)
                                    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
