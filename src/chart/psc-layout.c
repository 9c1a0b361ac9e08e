/* psc-layout.c: how the chart's room is divided
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-layout"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-outcome.h"
#include "psc-scene-private.h"

/* In pixels at text scale 1. */
#define PADDING           12
#define SPACING           8
#define LEGEND_GAP        4
#define TICK_LENGTH       4
#define MIN_PITCH         6
#define MIN_CAPTION_WIDTH 60
#define MAX_BAR_SIZE      56

/* Lanes at least this apart have room for brackets and marks of their own: of
 * this size at first, and growing with the lane up to what suits the text. */
#define COMPACT_PITCH     22
#define COMPACT_BRACKET   3
#define COMPACT_MARK      7

/* So many lines of text are the least height of a chart that has lanes enough
 * to fill it: up to a dozen have room for brackets and marks. */
#define MINIMUM_LINES     18

/* How high the rows of a brief chart are together, and one at most. */
#define BRIEF_HEIGHT      192.
#define BRIEF_PITCH       36.

static int
scaled (PscScene *self,
        double    px)
{
  return (int) (px * self->options.text_scale + .5);
}

static int
get_tick_label_height (PscScene *self)
{
  if (self->options.hide_times)
    return 0;

  return scaled (self, TICK_LENGTH + 2) +
         _psc_text_get_height (self->text, PSC_TEXT_SMALL);
}

static guint
get_n_lanes (PscScene *self)
{
  return psc_run_get_n_lanes (psc_bars_get_run (self->bars));
}

/* The room for lane labels, apart from the gap to the plot. */
typedef struct
{
  int number_width;
  int name_width;
  int detail_width; /* on one line */
  int split_width;  /* on two */
} LabelSizes;

static void
measure_labels (PscScene   *self,
                LabelSizes *sizes)
{
  g_autofree char *number = g_strdup_printf ("%u", get_n_lanes (self));
  g_autofree char *name = g_strdup_printf (_("Worker %u"), get_n_lanes (self));
  g_autofree char *one_line = NULL;
  g_autofree char *two_lines = NULL;
  guint longest = 0;
  glong most = 0;

  /* Characters are about as wide as each other: the longest text decides. */
  for (guint i = 0; i < get_n_lanes (self); i++)
    {
      g_autofree char *detail = _psc_scene_dup_detail (self, i, FALSE);
      glong length = g_utf8_strlen (detail, -1);

      if (length > most)
        {
          most = length;
          longest = i;
        }
    }

  one_line = _psc_scene_dup_detail (self, longest, FALSE);
  two_lines = _psc_scene_dup_detail (self, longest, TRUE);
  _psc_text_measure (self->text, PSC_TEXT_SMALL, number, -1,
                     &sizes->number_width, NULL);
  _psc_text_measure (self->text, PSC_TEXT_TITLE, name, -1,
                     &sizes->name_width, NULL);
  _psc_text_measure (self->text, PSC_TEXT_SMALL, one_line, -1,
                     &sizes->detail_width, NULL);
  _psc_text_measure (self->text, PSC_TEXT_SMALL, two_lines, -1,
                     &sizes->split_width, NULL);

  self->detail_width = MAX (self->detail_width, sizes->detail_width);
  sizes->detail_width = self->detail_width;
}

/* A round number of lanes that leaves room for a label on every such lane. */
static guint
get_stride (double pitch,
            double room)
{
  static const guint factors[] = { 1, 2, 5 };

  for (guint power = 1; power <= PSC_MAX_WORKERS; power *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (factors); i++)
      if (pitch * power * factors[i] >= room)
        return power * factors[i];

  return PSC_MAX_WORKERS;
}

/* Brackets, bars and marks each have their place, and at least an eighth of the
 * lane sets it apart from the next one. */
static void
divide_roomy_lane (PscScene *self,
                   int       pitch)
{
  PscLayout *layout = &self->layout;
  double line = _psc_text_get_height (self->text, PSC_TEXT_BODY);
  double share = CLAMP ((pitch - COMPACT_PITCH) /
                        MAX (3. * line - COMPACT_PITCH, 1.), 0., 1.);
  double bracket_growth = MAX (line / 3. - COMPACT_BRACKET, 0.);
  double mark_growth = MAX (line / 2. - COMPACT_MARK, 0.);
  int bracket = (int) (COMPACT_BRACKET + share * bracket_growth + .5) + 1;
  int room, blank;

  layout->mark_size = (int) (COMPACT_MARK + share * mark_growth + .5);
  room = pitch - bracket - layout->mark_size - 1 - MAX (pitch / 8, 2);
  layout->bar_size = MIN (room, scaled (self, MAX_BAR_SIZE));
  layout->bar_size = MIN (layout->bar_size, (int) (pitch * .58));
  blank = pitch - bracket - layout->bar_size - layout->mark_size - 1;

  layout->bracket_at = blank / 2;
  layout->bar_at = layout->bracket_at + bracket;
  layout->mark_at = layout->bar_at + layout->bar_size +
                    (layout->mark_size + 1) / 2;
  layout->tick_size = 0;
}

/* Almost all is bar; the marks lie on it, but for the ordinary ones, which are
 * ticks at its foot. */
static void
divide_low_lane (PscScene *self,
                 int       pitch)
{
  PscLayout *layout = &self->layout;
  int blank = CLAMP (pitch / 4, 1, 4);

  layout->bar_size = MAX (pitch - blank, 1);
  layout->bar_at = blank > 1 ? 1 : 0;
  layout->bracket_at = -1;
  layout->mark_at = layout->bar_at + layout->bar_size / 2;
  layout->mark_size = MIN (COMPACT_MARK, layout->bar_size);
  layout->tick_size = MAX (pitch - layout->bar_at - layout->bar_size, 1);
}

/* Divides a lane across. */
static void
divide_lane (PscScene *self)
{
  int pitch = MAX ((int) self->layout.pitch, 1);

  if (pitch >= COMPACT_PITCH)
    divide_roomy_lane (self, pitch);
  else
    divide_low_lane (self, pitch);
}

/* The least distance between lanes that can be told apart by their numbers. */
static int
get_minimum_pitch (PscScene *self)
{
  return MAX (MIN_PITCH,
              _psc_text_get_height (self->text, PSC_TEXT_SMALL) * 2 / 5);
}

/* The least height of all lanes as rows. */
static int
get_minimum_rows (PscScene *self)
{
  int n_lanes = (int) get_n_lanes (self);
  int line = _psc_text_get_height (self->text, PSC_TEXT_BODY);
  int small = _psc_text_get_height (self->text, PSC_TEXT_SMALL);

  if (self->options.brief)
    return n_lanes * MAX (get_minimum_pitch (self),
                          scaled (self, MIN (BRIEF_HEIGHT / n_lanes,
                                             COMPACT_PITCH)));

  /* No lane needs more than its name and who worked there. */
  return MAX (MIN (MINIMUM_LINES * line, n_lanes * (line + small + 4)),
              n_lanes * get_minimum_pitch (self));
}

/**
 * _psc_scene_choose_ticks:
 *
 * Chooses as many ticks for the visible range as labels have room.
 */
void
_psc_scene_choose_ticks (PscScene *self,
                         PscTicks *ticks)
{
  double length = _psc_scene_get_length (self);
  guint n = (guint) (length / scaled (self, 56)) + 1;

  for (; n > 1; n--)
    {
      g_autofree char *label = NULL;
      double step_px;
      int room;

      psc_ticks_init (ticks, self->scale.visible_begin_ns,
                      self->scale.visible_end_ns, n);
      if (ticks->n_ticks == 0)
        continue;

      label = psc_ticks_dup_label (ticks, ticks->n_ticks - 1);
      if (self->options.orientation == PSC_ORIENTATION_LANES)
        _psc_text_measure (self->text, PSC_TEXT_SMALL, label, -1, &room, NULL);
      else
        room = _psc_text_get_height (self->text, PSC_TEXT_SMALL);

      step_px = (double) ticks->step_ns /
                psc_time_scale_get_ns_per_px (&self->scale);
      /* The last label may have to make way for the chart's edge. */
      if (step_px >= room * 1.5 + scaled (self, 8))
        return;
    }

  psc_ticks_init (ticks, self->scale.visible_begin_ns,
                  self->scale.visible_end_ns, 1);
}

static int
get_caption_height (PscScene *self,
                    int       width)
{
  g_autofree char *title = NULL;
  g_autofree char *summary = NULL;
  int title_height, summary_height;

  if (!self->options.show_caption)
    return 0;

  title = _psc_scene_dup_title (self);
  summary = _psc_scene_dup_summary (self);
  _psc_text_measure (self->text, PSC_TEXT_TITLE, title, width, NULL,
                     &title_height);
  _psc_text_measure (self->text, PSC_TEXT_BODY, summary, width, NULL,
                     &summary_height);

  return title_height + summary_height;
}

/* Lanes as rows: labels at the left, time below. */
static void
lay_out_rows (PscScene *self,
              PscRect  *room)
{
  PscLayout *layout = &self->layout;
  int line = _psc_text_get_height (self->text, PSC_TEXT_BODY);
  int small = _psc_text_get_height (self->text, PSC_TEXT_SMALL);
  LabelSizes sizes;
  double height;
  int gutter;

  measure_labels (self, &sizes);
  height = MAX (room->height - get_tick_label_height (self), 1.);
  layout->pitch = height / get_n_lanes (self);

  if (!self->options.brief && layout->pitch >= line + small + 4 &&
      MAX (sizes.name_width, sizes.detail_width) <= room->width * .3)
    layout->labels = PSC_LABELS_FULL;
  else if (!self->options.brief && layout->pitch >= line + 2 * small + 4 &&
           MAX (sizes.name_width, sizes.split_width) <= room->width * .3)
    layout->labels = PSC_LABELS_SPLIT;
  else if (layout->pitch >= line && sizes.name_width <= room->width * .25)
    layout->labels = PSC_LABELS_NAME;
  else
    layout->labels = PSC_LABELS_NUMBER;

  gutter = sizes.number_width;
  if (layout->labels == PSC_LABELS_FULL)
    gutter = MAX (sizes.name_width, sizes.detail_width);
  else if (layout->labels == PSC_LABELS_SPLIT)
    gutter = MAX (sizes.name_width, sizes.split_width);
  else if (layout->labels == PSC_LABELS_NAME)
    gutter = sizes.name_width;
  gutter += layout->label_gap;

  layout->label_stride = get_stride (layout->pitch, small);
  layout->label_room = gutter;
  layout->plot = (PscRect) {
    room->x + gutter, room->y, MAX (room->width - gutter, 1.), height
  };
  psc_time_scale_set_pixels (&self->scale, layout->plot.x, layout->plot.width);
}

/* The widest label that the vertical axis may get: its width stays the same
 * while zooming. */
static int
measure_time_labels (PscScene *self)
{
  PscTicks ticks;
  g_autofree char *label = NULL;
  int width;

  psc_ticks_init (&ticks, self->scale.full_begin_ns, self->scale.full_end_ns,
                  200);
  label = psc_ticks_dup_label (&ticks, MAX (ticks.n_ticks, 1) - 1);
  _psc_text_measure (self->text, PSC_TEXT_SMALL, label, -1, &width, NULL);

  return MAX (width, scaled (self, 48));
}

/* Lanes as columns: time at the left, labels below. */
static void
lay_out_columns (PscScene *self,
                 PscRect  *room)
{
  PscLayout *layout = &self->layout;
  int line = _psc_text_get_height (self->text, PSC_TEXT_BODY);
  int small = _psc_text_get_height (self->text, PSC_TEXT_SMALL);
  int axis = measure_time_labels (self) + scaled (self, TICK_LENGTH + 4);
  int label_height = small;
  LabelSizes sizes;
  double width;

  measure_labels (self, &sizes);
  width = MAX (room->width - axis, 1.);
  layout->pitch = width / get_n_lanes (self);

  if (layout->pitch >= MAX (sizes.name_width, sizes.detail_width) + SPACING)
    {
      layout->labels = PSC_LABELS_FULL;
      label_height = line + small;
    }
  else if (layout->pitch >= MAX (sizes.name_width, sizes.split_width) + SPACING)
    {
      layout->labels = PSC_LABELS_SPLIT;
      label_height = line + 2 * small;
    }
  else if (layout->pitch >= sizes.name_width + SPACING)
    {
      layout->labels = PSC_LABELS_NAME;
      label_height = line;
    }
  else
    {
      layout->labels = PSC_LABELS_NUMBER;
    }

  layout->label_stride = layout->labels == PSC_LABELS_NUMBER
                         ? get_stride (layout->pitch, sizes.number_width + 4)
                         : 1;
  layout->label_room = label_height + layout->label_gap;

  /* The topmost time label reaches above its tick by half its height. */
  layout->plot = (PscRect) {
    room->x + axis, room->y + small / 2, width,
    MAX (room->height - layout->label_room - small / 2, 1.)
  };
  psc_time_scale_set_pixels (&self->scale,
                             layout->plot.y + layout->plot.height,
                             -layout->plot.height);
}

/**
 * _psc_scene_lay_out:
 *
 * Divides the scene's room.
 */
void
_psc_scene_lay_out (PscScene *self)
{
  PscLayout *layout = &self->layout;
  int padding = scaled (self, PADDING);
  int spacing = scaled (self, SPACING);
  PscRect room = { padding, padding, self->width - 2 * padding,
                   self->height - 2 * padding };
  int legend_height = 0;

  room.width = MAX (room.width, scaled (self, MIN_CAPTION_WIDTH));
  layout->label_gap = spacing;
  layout->caption = room;
  layout->caption.height = get_caption_height (self, (int) room.width);
  if (layout->caption.height > 0.)
    {
      room.y += layout->caption.height + spacing;
      room.height -= layout->caption.height + spacing;
    }

  g_array_set_size (layout->legend, 0);
  if (self->options.show_legend)
    {
      _psc_scene_lay_out_legend (self, (int) room.width, &legend_height);
      room.height -= legend_height + spacing + LEGEND_GAP;
      for (guint i = 0; i < layout->legend->len; i++)
        g_array_index (layout->legend, PscLegendItem, i).y +=
          (int) (room.y + MAX (room.height, 0.)) + spacing + LEGEND_GAP;
    }

  room.height = MAX (room.height, 1.);
  if (self->options.orientation == PSC_ORIENTATION_LANES)
    lay_out_rows (self, &room);
  else
    lay_out_columns (self, &room);

  divide_lane (self);
}

/**
 * _psc_scene_measure_height:
 *
 * The height that lanes as rows need at this width, or columns to look well.
 */
void
_psc_scene_measure_height (PscScene *self,
                           int       width,
                           int      *minimum,
                           int      *natural)
{
  int padding = scaled (self, PADDING);
  int spacing = scaled (self, SPACING);
  guint n_lanes = get_n_lanes (self);
  int inner = MAX (width - 2 * padding, scaled (self, MIN_CAPTION_WIDTH));
  int caption = get_caption_height (self, inner);
  int legend = 0;
  int rest;

  if (self->options.show_legend)
    _psc_scene_lay_out_legend (self, inner, &legend);
  self->layout_valid = FALSE;

  rest = 2 * padding + get_tick_label_height (self) +
         (caption > 0 ? caption + spacing : 0) +
         (legend > 0 ? legend + spacing + LEGEND_GAP : 0);

  if (self->options.orientation == PSC_ORIENTATION_LANES)
    {
      int small = _psc_text_get_height (self->text, PSC_TEXT_SMALL);
      gboolean brief = self->options.brief;
      int most = scaled (self, brief ? BRIEF_PITCH : 72.);
      int pitch = CLAMP (scaled (self, (brief ? BRIEF_HEIGHT : 640.) / n_lanes),
                         MIN (small, most), most);

      *minimum = rest + get_minimum_rows (self);
      *natural = MAX (*minimum, rest + pitch * (int) n_lanes);
    }
  else
    {
      *minimum = rest + scaled (self, 120);
      *natural = rest + scaled (self, 420);
    }
}

/**
 * _psc_scene_measure_width:
 *
 * The width below which lanes could not be told apart.
 */
int
_psc_scene_measure_width (PscScene *self)
{
  int width = 2 * scaled (self, PADDING) + scaled (self, 200);

  if (self->options.orientation == PSC_ORIENTATION_UPRIGHT)
    width += (int) get_n_lanes (self) * get_minimum_pitch (self);

  return width;
}
