/* psc-strip-view.h: a strip plot, pointed at and walked through
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-picture-view.h"
#include "psc-strip-plot.h"

G_BEGIN_DECLS

#define PSC_TYPE_STRIP_VIEW (psc_strip_view_get_type ())
G_DECLARE_FINAL_TYPE (PscStripView, psc_strip_view, PSC, STRIP_VIEW,
                      PscPictureView)

/* Its maker makes a PscStripPlot, and its spots are the rows.  Up, Down, Home
 * and End choose one, and what it shows is told. */
GtkWidget *psc_strip_view_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
