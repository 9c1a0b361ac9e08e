/* psc-timeline-private.h: what the files of the timeline share
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-palette.h"
#include "psc-timeline.h"

G_BEGIN_DECLS

/* No task is selected, or under the pointer. */
#define PSC_TIMELINE_NO_TASK G_MAXUINT

/* What a drag does to the range. */
typedef enum
{
  PSC_RANGE_DRAG_NONE,
  PSC_RANGE_DRAG_NEW,  /* it begins one as soon as it has gone far enough */
  PSC_RANGE_DRAG_EDGE,
} PscRangeDrag;

struct _PscTimeline
{
  GtkWidget         parent_instance;

  /* Owned */
  PscRun           *run;
  PscScene         *scene; /* NULL without a run */
  GskRenderNode    *node;  /* what psc_paint() gave, until it is stale */
  AdwAnimation     *animation; /* of the visible range; NULL until needed */

  /* Borrowed */
  const PscPalette *palette;

  PscSceneOptions   options;
  PscTimeScale      move_from; /* what the animation begins with */
  PscTimeScale      move_to;
  double            pointer_px; /* along the time axis */
  double            drag_px; /* how far the present drag has panned */
  gint64            range_anchor_ns; /* the same moment as the head: none */
  gint64            range_head_ns;
  double            range_start_px;  /* where the edge that moves began */
  double            range_px;        /* where it is dragged to */
  PscRangeDrag      range_drag;
  int               width;
  int               height;
  guint             font_serial; /* of the context that the scene has */
  gint64            painted_us; /* frame time of the last live update */
  guint             selected;
  guint             hovered;
  guint             lit;          /* parts of the account */
  guint             hovered_part;
  guint             picked_part;
  guint             tick_id;
  guint             n_paints;
  guint             merged_id;
  guint             range_tick_id;   /* while the drag pans */
  guint             zoomed : 1;
  guint             merged : 1;
};

void     _psc_timeline_class_init_input (GtkWidgetClass *widget_class);
void     _psc_timeline_class_init_view  (GtkWidgetClass *widget_class);
void     _psc_timeline_init_input       (PscTimeline    *self);
void     _psc_timeline_dispose_view     (PscTimeline    *self);
void     _psc_timeline_invalidate       (PscTimeline    *self);
void     _psc_timeline_scene_changed    (PscTimeline    *self);
void     _psc_timeline_view_changed     (PscTimeline    *self);
double   _psc_timeline_get_along        (PscTimeline    *self,
                                         double          x,
                                         double          y);
void     _psc_timeline_pan              (PscTimeline    *self,
                                         double          delta_px);
void     _psc_timeline_zoom_at          (PscTimeline    *self,
                                         double          along_px,
                                         double          factor);
char    *_psc_timeline_dup_hit_text     (PscTimeline    *self,
                                         const PscHit   *hit)
                                         G_GNUC_WARN_UNUSED_RESULT;
gboolean _psc_timeline_query_tooltip    (GtkWidget      *widget,
                                         int             x,
                                         int             y,
                                         gboolean        keyboard_mode,
                                         GtkTooltip     *tooltip);
void     _psc_timeline_update_description (PscTimeline  *self);
void     _psc_timeline_hover_part       (PscTimeline    *self,
                                         const PscHit   *hit);
void     _psc_timeline_pick_part        (PscTimeline    *self,
                                         const PscHit   *hit);
void     _psc_timeline_forget_parts     (PscTimeline    *self);
void     _psc_timeline_class_init_merged (GtkWidgetClass *widget_class);
void     _psc_timeline_update_merged    (PscTimeline    *self);
void     _psc_timeline_class_init_range (GtkWidgetClass *widget_class);
void     _psc_timeline_init_range       (PscTimeline    *self);
void     _psc_timeline_hover_range      (PscTimeline    *self,
                                         double          along_px);
void     _psc_timeline_snapshot_range   (PscTimeline    *self,
                                         GtkSnapshot    *snapshot);

G_END_DECLS
