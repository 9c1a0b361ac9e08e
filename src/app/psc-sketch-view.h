/* psc-sketch-view.h: the small picture of a run that is kept
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PSC_TYPE_SKETCH_VIEW (psc_sketch_view_get_type ())
G_DECLARE_FINAL_TYPE (PscSketchView, psc_sketch_view, PSC, SKETCH_VIEW,
                      GtkWidget)

/* For the eye alone: what it stands beside says it in words.  Property:
 * "sketch", a GBytes of psc_sketch_new(). */

GtkWidget *psc_sketch_view_new        (void) G_GNUC_WARN_UNUSED_RESULT;

GBytes    *psc_sketch_view_get_sketch (PscSketchView *self);
void       psc_sketch_view_set_sketch (PscSketchView *self,
                                       GBytes        *sketch);

G_END_DECLS
