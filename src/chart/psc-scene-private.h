/* psc-scene-private.h: the scene as the painting sees it
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-figures.h"
#include "psc-scene.h"
#include "psc-text-private.h"
#include "psc-ticks.h"

G_BEGIN_DECLS

/* Places along the time axis are whole pixels from the beginning of the
 * visible range; places across it are whole pixels from the edge of a lane
 * where its chunk brackets are.  _psc_scene_place() makes a rectangle of
 * them in either orientation. */

/* How much of a lane's name there is room for. */
typedef enum
{
  PSC_LABELS_FULL,   /* the name, and below it who worked there */
  PSC_LABELS_SPLIT,  /* the same on three lines */
  PSC_LABELS_NAME,
  PSC_LABELS_NUMBER,
} PscLabels;

typedef enum
{
  PSC_LEGEND_TASK,
  PSC_LEGEND_STEP,
  PSC_LEGEND_PART,
  PSC_LEGEND_IN_HAND,
  PSC_LEGEND_OUTCOME,
  PSC_LEGEND_SILENCE,
  PSC_LEGEND_WORKER,  /* that came, or died */
  PSC_LEGEND_NOTE,    /* without a swatch, where there are columns */
} PscLegendKind;

typedef struct
{
  PscLegendKind  kind;
  guint          value; /* step, PscPartKind, PscOutcome, or TRUE: died */
  const char    *label; /* (borrowed from the pipeline, or static) */
  int            x;     /* of the swatch; the label stands behind it */
  int            y;     /* of the line */
} PscLegendItem;

typedef struct
{
  PscRect   caption;      /* no height: none is shown */
  PscRect   plot;
  GArray   *legend;       /* PscLegendItem */
  PscLabels labels;
  guint     label_stride; /* every so many lanes have a label */
  int       swatch;       /* side of a legend's swatch */
  int       swatch_gap;   /* between it and the label */
  int       label_gap;    /* between a label and the plot */
  int       label_room;   /* for labels, with the gap */

  /* Across a lane. */
  double    pitch;        /* from one lane to the next */
  int       bracket_at;   /* -1: no room for brackets */
  int       bar_at;
  int       bar_size;
  int       mark_at;      /* the middle of the marks */
  int       mark_size;
  int       tick_size;    /* of ordinary marks below a bar; 0: all are signs */
} PscLayout;

struct _PscScene
{
  /* Owned */
  PscBars          *bars;
  PangoContext     *context;
  PscText          *text;
  PscAccountReader *reader;

  PscSceneOptions   options;
  PscTimeScale      scale;
  PscFigures        figures; /* without a caption, the account alone */
  PscLayout         layout;
  gint64            wall_ns;
  double            ns_per_px;    /* when the layout was last asked for */
  int               width;
  int               height;
  int               detail_width; /* the widest so far: labels do not jitter */
  gboolean          layout_valid;
};

/* What is seen of a lane from one pixel to another. */
typedef enum
{
  PSC_ITEM_BAR,    /* one task */
  PSC_ITEM_COLUMN, /* one pixel of tasks too narrow to be bars */
  PSC_ITEM_GAP,
  PSC_ITEM_HAND,   /* the task in hand */
} PscItemKind;

typedef struct
{
  PscItemKind kind;
  PscPartKind part;     /* GAP */
  int         begin_px; /* may lie outside the plot */
  int         end_px;
  guint       first;    /* BAR, COLUMN: position in the lane */
  guint       n;
  gint64      begin_ns; /* COLUMN: of the pixel; otherwise of the thing */
  gint64      end_ns;
} PscItem;

typedef struct
{
  PscScene *scene;
  guint     lane;
  int       px;
  int       end_px;
  guint     position;
  PscPart   parts[PSC_MAX_GAP_PARTS];
  guint     n_parts;
  guint     part;
  int       part_begin_px;
  int       parts_end_px;
  gboolean  at_end;
} PscWalk;

/* Outcomes other than ok, or new workers, that share a few pixels. */
typedef struct
{
  PscOutcome outcome;  /* the gravest */
  guint      position; /* the first task that has it */
  int        px;       /* the middle of the mark */
} PscMark;

/* A stretch along a lane. */
typedef struct
{
  int begin_px;
  int end_px;
} PscSpan;

const PscLayout *_psc_scene_get_layout  (PscScene      *self);
void             _psc_scene_lay_out     (PscScene      *self);
void             _psc_scene_lay_out_legend (PscScene   *self,
                                         int            width,
                                         int           *height);
void             _psc_scene_choose_ticks (PscScene     *self,
                                         PscTicks      *ticks);
void             _psc_scene_measure_height (PscScene   *self,
                                         int            width,
                                         int           *minimum,
                                         int           *natural);
int              _psc_scene_measure_width (PscScene    *self);
void             _psc_scene_place       (PscScene      *self,
                                         guint          lane,
                                         int            begin_px,
                                         int            end_px,
                                         int            across,
                                         int            across_size,
                                         PscRect       *rect);
int              _psc_scene_get_length  (PscScene      *self);
int              _psc_scene_to_px       (PscScene      *self,
                                         gint64         time_ns);
gint64           _psc_scene_to_ns       (PscScene      *self,
                                         int            px);
gboolean         _psc_scene_locate      (PscScene      *self,
                                         guint          task,
                                         guint         *lane,
                                         guint         *position,
                                         gint64        *begin_ns,
                                         gint64        *end_ns);
gboolean         _psc_scene_get_step_px (PscScene      *self,
                                         guint          lane,
                                         guint          position,
                                         guint          step,
                                         int           *begin_px,
                                         int           *end_px);
char            *_psc_scene_dup_name    (PscScene      *self,
                                         guint          lane);
char            *_psc_scene_dup_detail  (PscScene      *self,
                                         guint          lane,
                                         gboolean       split);
char            *_psc_scene_dup_title   (PscScene      *self);
char            *_psc_scene_dup_summary (PscScene      *self);

void             _psc_walk_init         (PscWalk       *self,
                                         PscScene      *scene,
                                         guint          lane,
                                         int            begin_px,
                                         int            end_px);
gboolean         _psc_walk_next         (PscWalk       *self,
                                         PscItem       *item);
void             _psc_walk_get_task_px  (PscScene      *scene,
                                         guint          lane,
                                         guint          position,
                                         int           *begin_px,
                                         int           *end_px);
void             _psc_walk_get_hand_px  (PscScene      *scene,
                                         gint64         begin_ns,
                                         gint64         end_ns,
                                         int           *begin_px,
                                         int           *end_px);
gboolean         _psc_walk_is_wide      (PscScene      *scene,
                                         guint          lane,
                                         guint          position);

void             _psc_scene_read_marks  (PscScene      *self,
                                         guint          lane,
                                         GArray        *marks);
void             _psc_scene_read_restarts (PscScene    *self,
                                         guint          lane,
                                         GArray        *places);
void             _psc_scene_read_deaths (PscScene      *self,
                                         guint          lane,
                                         GArray        *places);
void             _psc_scene_read_silences (PscScene    *self,
                                         guint          lane,
                                         GArray        *spans);

G_END_DECLS
