/* psc-scene.h: where everything on the chart is
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <pango/pango.h>

#include "psc-account.h"
#include "psc-bars.h"
#include "psc-time-scale.h"

G_BEGIN_DECLS

/* The geometry of one chart.  Painting, picking, tooltips and tests all ask
 * here, so that what is seen is what is hit.  Coordinates are logical pixels
 * from the chart's top left corner; lanes and steps count from 0.
 *
 * A scene belongs to the main context of its run.  How a widget drives it:
 *
 *   bars = psc_bars_new (run);
 *   scene = psc_scene_new (bars, gtk_widget_get_pango_context (widget));
 *   size_allocate:  psc_scene_set_size (scene, width, height);
 *   "changed", and each frame while the run goes on:
 *                   psc_scene_update (scene);
 *   zoom, pan:      psc_time_scale_zoom_at (psc_scene_get_scale (scene),
 *                                           along_px, 1.25);
 *   snapshot:       psc_paint (cr, scene, palette);
 *   tooltip:        psc_scene_pick (scene, x, y, &hit);
 *
 * In lanes, along_px is x; upright, it is y.  A zoom factor above 1 shows less
 * time.  While the visible range touches the end of a run that goes on, it
 * follows that end. */
typedef struct _PscScene PscScene;

typedef enum
{
  PSC_ORIENTATION_LANES,   /* a row for each lane, time to the right */
  PSC_ORIENTATION_UPRIGHT, /* a column for each lane, time upwards */
} PscOrientation;

typedef struct
{
  PscOrientation orientation;
  gboolean       show_caption;
  gboolean       show_legend;
  gboolean       show_chunks;
  gboolean       show_steps; /* otherwise a task is one color from end to end */
  double         text_scale; /* 1 is the context's own font size */

  /* For charts below each other, of runs with as many lanes. */
  gboolean       brief;      /* low rows, which have their names alone */
  gboolean       hide_times; /* the times at the axis; the grid stays */
  gint64         span_ns;    /* the axis is at least this long */
} PscSceneOptions;

#define PSC_SCENE_OPTIONS_DEFAULT \
  { PSC_ORIENTATION_LANES, FALSE, TRUE, TRUE, TRUE, 1., FALSE, FALSE, 0 }

typedef struct
{
  double x;
  double y;
  double width;
  double height;
} PscRect;

typedef enum
{
  PSC_HIT_NOTHING,
  PSC_HIT_TASK,    /* a task that has ended */
  PSC_HIT_IN_HAND, /* a task that a lane holds now */
  PSC_HIT_GAP,     /* a stretch of a lane without a task */
  PSC_HIT_LABEL,   /* the name of a lane */
} PscHitKind;

/* What is at a place.  Which members are valid follows from the kind. */
typedef struct
{
  PscHitKind  kind;
  guint       lane;     /* all but PSC_HIT_NOTHING */
  guint       task;     /* TASK, IN_HAND: index in the run */
  int         step;     /* TASK: the step there, -1 between two steps */
  PscPartKind part;     /* GAP: what the stretch is */
  gint64      begin_ns; /* TASK, IN_HAND, GAP */
  gint64      end_ns;   /* TASK, GAP; IN_HAND: the present moment */
  PscRect     rect;     /* where it is painted */
} PscHit;

typedef enum
{
  PSC_MOVE_PREVIOUS,      /* the task before, in the same lane */
  PSC_MOVE_NEXT,          /* the task behind, in the same lane */
  PSC_MOVE_PREVIOUS_LANE, /* the task nearest in time, one lane before */
  PSC_MOVE_NEXT_LANE,     /* the task nearest in time, one lane behind */
  PSC_MOVE_FIRST,         /* the lane's first task */
  PSC_MOVE_LAST,          /* the lane's last task */
} PscMove;

PscScene      *psc_scene_new            (PscBars               *bars,
                                         PangoContext          *context)
                                         G_GNUC_WARN_UNUSED_RESULT;
void           psc_scene_free           (PscScene              *self);

void           psc_scene_set_context    (PscScene              *self,
                                         PangoContext          *context);
void           psc_scene_set_options    (PscScene              *self,
                                         const PscSceneOptions *options);
void           psc_scene_set_size       (PscScene              *self,
                                         int                    width,
                                         int                    height);
void           psc_scene_update         (PscScene              *self);

PscBars       *psc_scene_get_bars       (PscScene              *self);
PscAccountReader *psc_scene_get_reader   (PscScene              *self);
const PscSceneOptions *psc_scene_get_options (PscScene         *self);
PscTimeScale  *psc_scene_get_scale      (PscScene              *self);
void           psc_scene_get_strip      (PscScene              *self,
                                         const PscRect         *rect,
                                         PscTimeScale          *strip);
gint64         psc_scene_get_wall_ns    (PscScene              *self);
void           psc_scene_measure        (PscScene              *self,
                                         int                    width,
                                         int                   *minimum_width,
                                         int                   *minimum_height,
                                         int                   *natural_height);

void           psc_scene_get_plot       (PscScene              *self,
                                         PscRect               *rect);
void           psc_scene_get_lane_rect  (PscScene              *self,
                                         guint                  lane,
                                         PscRect               *rect);
gboolean       psc_scene_get_task_rect  (PscScene              *self,
                                         guint                  task,
                                         PscRect               *rect);
gboolean       psc_scene_has_columns    (PscScene              *self);
void           psc_scene_pick           (PscScene              *self,
                                         double                 x,
                                         double                 y,
                                         PscHit                *hit);

gboolean       psc_scene_find_task      (PscScene              *self,
                                         guint                  task,
                                         PscMove                move,
                                         guint                 *found);
void           psc_scene_reveal_task    (PscScene              *self,
                                         guint                  task);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscScene, psc_scene_free)

G_END_DECLS
