/* psc-cost-picture.h: exercise b, as it is measured
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-exercise.h"

G_BEGIN_DECLS

#define PSC_TYPE_COST_PICTURE (psc_cost_picture_get_type ())
G_DECLARE_FINAL_TYPE (PscCostPicture, psc_cost_picture, PSC, COST_PICTURE,
                      AdwBin)

/* How runs begin, how long starts take, what replacing workers costs, how long
 * tasks have to be, and how long the user's own are.  It is hidden as long as
 * there is nothing to see. */
GtkWidget *psc_cost_picture_new (PscExercise *exercise)
                                 G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
