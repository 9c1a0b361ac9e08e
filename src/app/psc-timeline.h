/* psc-timeline.h: the chart of a run as a widget
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "psc-scene.h"

G_BEGIN_DECLS

#define PSC_TYPE_TIMELINE (psc_timeline_get_type ())
G_DECLARE_FINAL_TYPE (PscTimeline, psc_timeline, PSC, TIMELINE, GtkWidget)

/* Actions: "timeline.zoom-in", "timeline.zoom-out", "timeline.zoom-fit",
 * "timeline.zoom-selection", which is the stretch that is chosen or, without
 * one, the selected task.
 *
 * Signals: "scene-changed" when there is something else to be seen, and
 * "view-changed" after it, and whenever another stretch of time may be
 * visible; "range-changed" when another stretch of it is chosen, and
 * "merged-changed" when files begin or cease to share pixels. */

GtkWidget *psc_timeline_new          (void);

PscRun    *psc_timeline_get_run      (PscTimeline *self);
void       psc_timeline_set_run      (PscTimeline *self,
                                      PscRun      *run);
PscScene  *psc_timeline_get_scene    (PscTimeline *self);
guint      psc_timeline_get_selected (PscTimeline *self);
void       psc_timeline_set_selected (PscTimeline *self,
                                      guint        task);
gboolean   psc_timeline_move         (PscTimeline *self,
                                      PscMove      move);
guint      psc_timeline_get_lit      (PscTimeline *self);
void       psc_timeline_set_lit      (PscTimeline *self,
                                      guint        part);
guint      psc_timeline_get_pointed  (PscTimeline *self);
gboolean   psc_timeline_get_range    (PscTimeline *self,
                                      gint64      *begin_ns,
                                      gint64      *end_ns);
void       psc_timeline_set_range    (PscTimeline *self,
                                      gint64       begin_ns,
                                      gint64       end_ns);
void       psc_timeline_zoom_to_range (PscTimeline *self);
gboolean   psc_timeline_get_merged   (PscTimeline *self);
guint      psc_timeline_get_n_paints (PscTimeline *self);

gboolean   psc_timeline_get_visible  (PscTimeline *self,
                                      gint64      *begin_ns,
                                      gint64      *end_ns);
void       psc_timeline_set_visible  (PscTimeline *self,
                                      gint64       begin_ns,
                                      gint64       end_ns);
void       psc_timeline_zoom_to      (PscTimeline *self,
                                      gint64       begin_ns,
                                      gint64       end_ns);
gboolean   psc_timeline_get_zoomed   (PscTimeline *self);
char      *psc_timeline_dup_range_text (PscTimeline *self)
                                        G_GNUC_WARN_UNUSED_RESULT;

gboolean   psc_timeline_get_upright  (PscTimeline *self);
void       psc_timeline_set_upright  (PscTimeline *self,
                                      gboolean     upright);
gboolean   psc_timeline_get_show_chunks (PscTimeline *self);
void       psc_timeline_set_show_chunks (PscTimeline *self,
                                         gboolean     show_chunks);
gboolean   psc_timeline_get_show_steps (PscTimeline *self);
void       psc_timeline_set_show_steps (PscTimeline *self,
                                        gboolean     show_steps);
void       psc_timeline_set_beside   (PscTimeline *self,
                                      gint64       span_ns,
                                      gboolean     show_times);

G_END_DECLS
