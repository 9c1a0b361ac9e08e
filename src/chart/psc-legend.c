/* psc-legend.c: which signs are explained, and where
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-legend"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-run-label.h"
#include "psc-scene-private.h"
#include "psc-worker-end.h"

/* In pixels at text scale 1. */
#define SWATCH     11
#define SWATCH_GAP 5
#define ITEM_GAP   16
#define LINE_GAP   4

/* Files that are nearer to each other than this on average. */
#define DENSE_PX   12

/* From one line of the legend to the next. */
static int
get_line_pitch (PscScene *self)
{
  return _psc_text_get_height (self->text, PSC_TEXT_SMALL) +
         (int) (LINE_GAP * self->options.text_scale);
}

static void
add_item (PscScene      *self,
          PscLegendKind  kind,
          guint          value,
          const char    *label)
{
  PscLegendItem item = { kind, value, label, 0, 0 };

  g_array_append_val (self->layout.legend, item);
}

/* What a bar is made of. */
static void
add_steps (PscScene *self)
{
  PscRun *run = psc_bars_get_run (self->bars);
  PscPipeline *pipeline = psc_run_get_settings (run)->pipeline;

  if (!self->options.show_steps)
    {
      /* Translators: the sign of a file's bar, from its first step to its
       * last. */
      add_item (self, PSC_LEGEND_TASK, 0, _("file, all steps"));
      return;
    }

  for (guint i = 0; i < psc_run_get_n_steps (run); i++)
    add_item (self, PSC_LEGEND_STEP, i,
              psc_pipeline_get_step (pipeline, i)->name);
}

/* Start, hand-over and tail are in every run.  The other parts are explained
 * where there are any. */
static void
add_parts (PscScene *self)
{
  static const PscPartKind kinds[] = {
    PSC_PART_INSIDE, PSC_PART_START, PSC_PART_HANDOVER, PSC_PART_RESTART,
    PSC_PART_TAIL, PSC_PART_DOWN,
  };
  const PscAccount *account = &self->figures.account;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gboolean always = kinds[i] == PSC_PART_START ||
                        kinds[i] == PSC_PART_HANDOVER ||
                        kinds[i] == PSC_PART_TAIL;

      if (kinds[i] == PSC_PART_INSIDE && !self->options.show_steps)
        continue;

      /* Between steps is hardly ever long enough to be seen. */
      if (kinds[i] == PSC_PART_INSIDE
          ? account->parts_ns[kinds[i]] > account->total_ns / 100
          : always || account->parts_ns[kinds[i]] > 0)
        add_item (self, PSC_LEGEND_PART, kinds[i],
                  psc_part_kind_get_label (kinds[i]));
    }
}

static gboolean
has_marks (PscScene   *self,
           PscOutcome  outcome)
{
  PscRun *run = psc_bars_get_run (self->bars);

  for (guint i = 0; i < psc_run_get_n_lanes (run); i++)
    {
      guint n;

      psc_bars_get_marked (self->bars, i, outcome, &n);
      if (n > 0)
        return TRUE;
    }

  return FALSE;
}

/* New workers where others died: those that replaced others in time have their
 * part in the legend already. */
static void
add_workers (PscScene *self)
{
  PscRun *run = psc_bars_get_run (self->bars);

  if (psc_run_get_n_silences (run) > 0)
    /* Translators: the sign of a process that did not answer for a while. */
    add_item (self, PSC_LEGEND_SILENCE, 0, _("worker stopped or silent"));

  if (psc_worker_end_count (run) == 0)
    return;

  /* Translators: the sign of a process that ended before its time. */
  add_item (self, PSC_LEGEND_WORKER, TRUE, _("worker died"));
  add_item (self, PSC_LEGEND_WORKER, FALSE, _("new worker"));
}

static void
add_items (PscScene *self)
{
  PscRun *run = psc_bars_get_run (self->bars);
  PscRunState state = psc_run_get_state (run);

  g_array_set_size (self->layout.legend, 0);
  add_steps (self);
  if (state == PSC_RUN_RUNNING || state == PSC_RUN_STOPPING)
    add_item (self, PSC_LEGEND_IN_HAND, 0, _("in hand"));
  add_parts (self);

  for (PscOutcome i = PSC_OUTCOME_OK + 1; i < PSC_N_OUTCOMES; i++)
    if (has_marks (self, i))
      add_item (self, PSC_LEGEND_OUTCOME, i,
                psc_run_label_get_outcome (run, i));
  add_workers (self);
}

/* Whether the whole run has so many files in a lane that some are likely to be
 * too narrow for bars. */
static gboolean
is_dense (PscScene *self,
          int       width)
{
  guint n_lanes = psc_run_get_n_lanes (psc_bars_get_run (self->bars));

  for (guint i = 0; i < n_lanes; i++)
    if (psc_bars_get_n_tasks (self->bars, i) * DENSE_PX > (guint) width)
      return TRUE;

  return FALSE;
}

/* Where there is no room left in the last line, only a dense run has one more:
 * a line that came and went with the zoom would make the bars jump. */
static void
add_note (PscScene *self,
          int       width,
          int       x,
          int      *y)
{
  int left = (int) (self->layout.caption.x + .5);
  PscLegendItem note = { PSC_LEGEND_NOTE, 0, NULL, left + x, *y };
  int note_width;

  /* Translators: below a chart where many files share each pixel. */
  note.label = _("narrow files: shares per pixel");
  _psc_text_measure (self->text, PSC_TEXT_SMALL, note.label, -1, &note_width,
                     NULL);
  if (x + note_width > width)
    {
      if (note_width > width || !is_dense (self, width))
        return;

      *y += get_line_pitch (self);
      note.x = left;
      note.y = *y;
    }

  g_array_append_val (self->layout.legend, note);
}

/**
 * _psc_scene_lay_out_legend:
 *
 * Fills the legend, line by line from y = 0.
 */
void
_psc_scene_lay_out_legend (PscScene *self,
                           int       width,
                           int      *height)
{
  double scale = self->options.text_scale;
  int left = (int) (self->layout.caption.x + .5);
  int x = 0, y = 0;

  self->layout.swatch = (int) (SWATCH * scale + .5);
  self->layout.swatch_gap = (int) (SWATCH_GAP * scale + .5);
  add_items (self);

  for (guint i = 0; i < self->layout.legend->len; i++)
    {
      PscLegendItem *item = &g_array_index (self->layout.legend,
                                            PscLegendItem, i);
      int label_width, item_width;

      _psc_text_measure (self->text, PSC_TEXT_SMALL, item->label, -1,
                         &label_width, NULL);
      item_width = self->layout.swatch + self->layout.swatch_gap + label_width;
      if (x > 0 && x + item_width > width)
        {
          x = 0;
          y += get_line_pitch (self);
        }

      item->x = left + x;
      item->y = y;
      x += item_width + (int) (ITEM_GAP * scale);
    }

  add_note (self, width, x, &y);
  *height = y + _psc_text_get_height (self->text, PSC_TEXT_SMALL);
}
