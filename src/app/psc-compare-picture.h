/* psc-compare-picture.h: several runs under one time axis
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-comparison.h"

G_BEGIN_DECLS

#define PSC_TYPE_COMPARE_PICTURE (psc_compare_picture_get_type ())
G_DECLARE_FINAL_TYPE (PscComparePicture, psc_compare_picture, PSC,
                      COMPARE_PICTURE, AdwBin)

/* Actions: "compare.zoom-in", "compare.zoom-out", "compare.zoom-fit" and
 * "compare.zoom-selection", for all charts at once. */

GtkWidget     *psc_compare_picture_new            (void);

PscComparison *psc_compare_picture_get_comparison (PscComparePicture *self);
void           psc_compare_picture_set_comparison (PscComparePicture *self,
                                                   PscComparison     *comparison);
guint          psc_compare_picture_get_selected   (PscComparePicture *self);
void           psc_compare_picture_set_selected   (PscComparePicture *self,
                                                   guint              file);

G_END_DECLS
