/* psc-timeline-text.c: the chart in words
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-timeline-text"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-format.h"
#include "psc-silence.h"
#include "psc-timeline-private.h"
#include "psc-worker-end.h"

/* More would take too long to be listened to. */
#define MAX_NAMED 3

static void
append_steps (PscRun  *run,
              guint    task,
              GString *text)
{
  PscPipeline *pipeline = psc_run_get_settings (run)->pipeline;
  gboolean first = TRUE;

  for (guint i = 0; i < psc_run_get_n_steps (run); i++)
    {
      const PscStepRecord *step = psc_run_get_step (run, task, i);
      g_autofree char *duration = NULL;

      if (step->start_ns == PSC_NEVER)
        continue;

      duration = psc_format_duration (step->end_ns - step->start_ns);
      g_string_append_printf (text, "%s%s %s", first ? "\n" : " · ",
                              psc_pipeline_get_step (pipeline, i)->name,
                              duration);
      first = FALSE;
    }
}

static void
append_deaths (PscRun  *run,
               guint    lane,
               gint64   begin_ns,
               gint64   end_ns,
               GString *text)
{
  guint n_workers;
  const guint32 *workers = psc_run_get_lane_workers (run, lane, &n_workers);

  for (guint i = 0; i < n_workers; i++)
    {
      gint64 ended_ns = psc_run_get_worker (run, workers[i])->ended_ns;
      g_autofree char *death = NULL;

      if (ended_ns < begin_ns || ended_ns > end_ns ||
          !psc_worker_end_is_death (run, workers[i]))
        continue;

      death = psc_worker_end_dup_text (run, workers[i]);
      g_string_append_printf (text, "\n%s", death);
    }
}

static void
append_silences (PscRun  *run,
                 guint    lane,
                 gint64   begin_ns,
                 gint64   end_ns,
                 GString *text)
{
  g_autofree char *list = psc_silence_dup_list (run, lane, begin_ns, end_ns);

  if (*list != '\0')
    g_string_append_printf (text, "\n%s", list);
}

/* What happened to the workers of a lane in some time, a line for each. */
static char *
dup_events (PscRun *run,
            guint   lane,
            gint64  begin_ns,
            gint64  end_ns)
{
  GString *text = g_string_new (NULL);

  append_silences (run, lane, begin_ns, end_ns, text);
  append_deaths (run, lane, begin_ns, end_ns, text);

  return g_string_free (text, FALSE);
}

/* What happened to the worker of a task: that it gave no sign, or died of it. */
static void
append_worker (PscRun              *run,
               const PscTaskRecord *task,
               GString             *text)
{
  g_autofree char *death = NULL;

  if (task->worker == 0)
    return;

  append_silences (run, task->lane - 1, task->start_ns, task->end_ns, text);
  if (task->outcome != PSC_OUTCOME_LOST ||
      !psc_worker_end_is_death (run, task->worker - 1))
    return;

  death = psc_worker_end_dup_text (run, task->worker - 1);
  g_string_append_printf (text, "\n%s", death);
}

/* What is known of a task that ends here, or that a lane holds until now. */
static char *
dup_task_text (PscRun   *run,
               guint     task,
               gint64    length_ns,
               gboolean  in_hand)
{
  GString *text = g_string_new (NULL);
  g_autofree char *name =
    psc_format_name (psc_listing_get_name (psc_run_get_listing (run), task));
  g_autofree char *duration = psc_format_duration (length_ns);
  g_autofree char *reason = psc_run_dup_reason (run, task);

  if (in_hand)
    {
      /* Translators: a file's name; a length of time. */
      g_string_printf (text, _("%s · in hand for %s"), name, duration);
    }
  else
    {
      g_string_printf (text, "%s · %s", name, duration);
      append_steps (run, task, text);
    }

  if (reason != NULL)
    g_string_append_printf (text, "\n%s", reason);
  if (!in_hand)
    append_worker (run, psc_run_get_task (run, task), text);

  return g_string_free (text, FALSE);
}

/* What a lane holds now, and whether its worker still gives a sign. */
static char *
dup_hand_text (PscRun       *run,
               const PscHit *hit)
{
  g_autofree char *text = dup_task_text (run, hit->task,
                                         hit->end_ns - hit->begin_ns, TRUE);
  GString *whole = g_string_new (text);

  append_silences (run, hit->lane, hit->begin_ns, hit->end_ns, whole);

  return g_string_free (whole, FALSE);
}

/* What happened to those whose place it was. */
static char *
dup_lane_text (PscRun *run,
               guint   lane)
{
  g_autofree char *events = dup_events (run, lane, 0, G_MAXINT64);

  return *events != '\0' ? g_strdup (events + 1) : NULL;
}

static char *
dup_gap_text (PscRun       *run,
              const PscHit *hit)
{
  g_autofree char *duration =
    psc_format_duration (hit->end_ns - hit->begin_ns);
  g_autofree char *events = dup_events (run, hit->lane, hit->begin_ns,
                                        hit->end_ns);

  return g_strdup_printf ("%s · %s\n%s%s",
                          psc_part_kind_get_label (hit->part), duration,
                          psc_part_kind_explain (hit->part), events);
}

/**
 * _psc_timeline_dup_hit_text:
 * @hit: what is at a place of the chart
 *
 * Returns: (transfer full) (nullable): the text of its tooltip
 */
char *
_psc_timeline_dup_hit_text (PscTimeline  *self,
                            const PscHit *hit)
{
  switch (hit->kind)
    {
    case PSC_HIT_TASK:
      return dup_task_text (self->run, hit->task,
                            hit->end_ns - hit->begin_ns, FALSE);

    case PSC_HIT_IN_HAND:
      return dup_hand_text (self->run, hit);

    case PSC_HIT_GAP:
      return dup_gap_text (self->run, hit);

    case PSC_HIT_LABEL:
      return dup_lane_text (self->run, hit->lane);

    case PSC_HIT_NOTHING:
    default:
      return NULL;
    }
}

/* The selected task as its tooltip has it, in one line. */
static char *
dup_selected_text (PscTimeline *self)
{
  PscBars *bars = psc_scene_get_bars (self->scene);
  guint lane, position;
  g_autofree char *text = NULL;
  GString *line;

  if (!psc_bars_find_task (bars, self->selected, &lane, &position))
    return psc_format_name (
      psc_listing_get_name (psc_run_get_listing (self->run), self->selected));

  text = dup_task_text (self->run, self->selected,
                        psc_bars_get_end_ns (bars, lane, position) -
                        psc_bars_get_start_ns (bars, lane, position), FALSE);
  line = g_string_new (text);
  g_string_replace (line, "\n", " · ", 0);

  return g_string_free (line, FALSE);
}

/**
 * _psc_timeline_query_tooltip:
 *
 * Names what is under the pointer, or the selected task when the tooltip is
 * asked for by key.
 */
gboolean
_psc_timeline_query_tooltip (GtkWidget  *widget,
                             int         x,
                             int         y,
                             gboolean    keyboard_mode,
                             GtkTooltip *tooltip)
{
  PscTimeline *self = PSC_TIMELINE (widget);
  g_autofree char *text = NULL;
  PscHit hit;

  /* What is dragged is not to be covered. */
  if (self->scene == NULL || self->drag_px != 0. ||
      self->range_drag == PSC_RANGE_DRAG_EDGE)
    return FALSE;

  if (keyboard_mode)
    {
      PscRect rect;

      if (self->selected == PSC_TIMELINE_NO_TASK ||
          !psc_scene_get_task_rect (self->scene, self->selected, &rect))
        return FALSE;
      x = (int) floor (rect.x + rect.width / 2);
      y = (int) floor (rect.y + rect.height / 2);
    }

  psc_scene_pick (self->scene, x, y, &hit);
  text = _psc_timeline_dup_hit_text (self, &hit);
  if (text == NULL)
    return FALSE;

  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (tooltip,
                            &(GdkRectangle) {
                              (int) floor (MAX (hit.rect.x, x - 8)),
                              (int) floor (hit.rect.y),
                              (int) ceil (CLAMP (hit.rect.width, 1, 16)),
                              (int) ceil (MAX (hit.rect.height, 1)),
                            });

  return TRUE;
}

/* The chart as a whole, and who was silent or died on it: the first of them, by
 * name. */
static char *
dup_run_text (PscRun *run)
{
  guint n_lanes = psc_run_get_n_lanes (run);
  guint n_files = psc_run_get_n_tasks (run);
  guint n_named = 0;
  g_autofree char *wall = psc_format_duration (psc_run_get_wall_ns (run));
  g_autofree char *workers =
    g_strdup_printf (ngettext ("%u worker", "%u workers", n_lanes), n_lanes);
  g_autofree char *files =
    g_strdup_printf (ngettext ("%'u file", "%'u files", n_files), n_files);
  GString *text = g_string_new (NULL);

  /* Translators: workers, files, length of time. */
  g_string_printf (text, _("%s, %s, %s"), workers, files, wall);

  for (guint i = 0; i < MIN (psc_run_get_n_silences (run), MAX_NAMED); i++)
    {
      g_autofree char *silence = psc_silence_dup_text (run, i);

      g_string_append_printf (text, "; %s", silence);
    }
  for (guint i = 0; i < psc_run_get_n_workers (run); i++)
    {
      g_autofree char *death = NULL;

      if (!psc_worker_end_is_death (run, i))
        continue;
      if (n_named++ == MAX_NAMED)
        {
          g_string_append (text, "; …");
          break;
        }

      death = psc_worker_end_dup_text (run, i);
      g_string_append_printf (text, "; %s", death);
    }

  return g_string_free (text, FALSE);
}

/**
 * _psc_timeline_update_description:
 *
 * Tells the same facts as the chart to those who do not see it.
 */
void
_psc_timeline_update_description (PscTimeline *self)
{
  g_autofree char *text = NULL;
  gint64 begin_ns, end_ns;

  text = self->run != NULL ? dup_run_text (self->run)
                           : g_strdup (_("No run yet"));

  if (self->selected != PSC_TIMELINE_NO_TASK)
    {
      g_autofree char *selected = dup_selected_text (self);
      g_autofree char *whole =
        g_strdup_printf (_("%s; selected: %s"), text, selected);

      g_free (text);
      text = g_steal_pointer (&whole);
    }

  if (psc_timeline_get_range (self, &begin_ns, &end_ns))
    {
      g_autofree char *begin = psc_format_duration (begin_ns);
      g_autofree char *end = psc_format_duration (end_ns);
      g_autofree char *whole =
        g_strdup_printf (_("%s; stretch from %s to %s"), text, begin, end);

      g_free (text);
      text = g_steal_pointer (&whole);
    }

  if (self->run != NULL && self->lit != PSC_NO_PART)
    {
      PscPipeline *pipeline = psc_run_get_settings (self->run)->pipeline;
      g_autofree char *whole =
        g_strdup_printf (_("%s; highlighted: %s"), text,
                         psc_part_id_get_name (self->lit, pipeline));

      g_free (text);
      text = g_steal_pointer (&whole);
    }

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

/**
 * psc_timeline_dup_range_text:
 *
 * Returns: (transfer full): which part of the run is visible, in words
 */
char *
psc_timeline_dup_range_text (PscTimeline *self)
{
  const PscTimeScale *scale;
  g_autofree char *begin = NULL;
  g_autofree char *end = NULL;
  g_autofree char *full = NULL;

  g_return_val_if_fail (PSC_IS_TIMELINE (self), NULL);

  if (!self->zoomed)
    return g_strdup (_("Whole run"));

  scale = psc_scene_get_scale (self->scene);
  begin = psc_format_duration (scale->visible_begin_ns);
  end = psc_format_duration (scale->visible_end_ns);
  full = psc_format_duration (scale->full_end_ns);

  /* Translators: the visible range and the whole time. */
  return g_strdup_printf (_("%s to %s of %s"), begin, end, full);
}
