/* psc-timeline-options.c: how the chart is drawn
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-timeline-options"

#include "config.h"

#include "psc-timeline-private.h"

static void
options_changed (PscTimeline *self)
{
  if (self->scene == NULL)
    return;

  psc_scene_set_options (self->scene, &self->options);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  _psc_timeline_scene_changed (self);
}

/**
 * psc_timeline_get_upright:
 *
 * Whether time runs upwards.
 */
gboolean
psc_timeline_get_upright (PscTimeline *self)
{
  g_return_val_if_fail (PSC_IS_TIMELINE (self), FALSE);

  return self->options.orientation == PSC_ORIENTATION_UPRIGHT;
}

/**
 * psc_timeline_set_upright:
 *
 * Makes the lanes columns, over which time runs upwards.
 */
void
psc_timeline_set_upright (PscTimeline *self,
                          gboolean     upright)
{
  g_return_if_fail (PSC_IS_TIMELINE (self));

  if (psc_timeline_get_upright (self) == !!upright)
    return;

  self->options.orientation = upright ? PSC_ORIENTATION_UPRIGHT
                                      : PSC_ORIENTATION_LANES;
  options_changed (self);
  g_object_notify (G_OBJECT (self), "upright");
}

/**
 * psc_timeline_get_show_chunks:
 *
 * Whether brackets hold together what was handed out at once.
 */
gboolean
psc_timeline_get_show_chunks (PscTimeline *self)
{
  g_return_val_if_fail (PSC_IS_TIMELINE (self), FALSE);

  return self->options.show_chunks;
}

/**
 * psc_timeline_set_show_chunks:
 *
 * Shows or hides the brackets of the chunks.
 */
void
psc_timeline_set_show_chunks (PscTimeline *self,
                              gboolean     show_chunks)
{
  g_return_if_fail (PSC_IS_TIMELINE (self));

  if (self->options.show_chunks == !!show_chunks)
    return;

  self->options.show_chunks = !!show_chunks;
  options_changed (self);
  g_object_notify (G_OBJECT (self), "show-chunks");
}

/**
 * psc_timeline_get_show_steps:
 *
 * Whether each step has its color.
 */
gboolean
psc_timeline_get_show_steps (PscTimeline *self)
{
  g_return_val_if_fail (PSC_IS_TIMELINE (self), FALSE);

  return self->options.show_steps;
}

/**
 * psc_timeline_set_show_steps:
 *
 * Gives each step its color, or all steps of a file the same one.
 */
void
psc_timeline_set_show_steps (PscTimeline *self,
                             gboolean     show_steps)
{
  g_return_if_fail (PSC_IS_TIMELINE (self));

  if (self->options.show_steps == !!show_steps)
    return;

  self->options.show_steps = !!show_steps;
  options_changed (self);
  g_object_notify (G_OBJECT (self), "show-steps");
}

/**
 * psc_timeline_set_beside:
 * @span_ns: how long the time axis is at least
 * @show_times: whether this chart has the times of the axis, which all share
 *
 * Makes this one of several charts below each other, under one time axis: low
 * rows, which have their names alone, so that all charts begin at one place.
 */
void
psc_timeline_set_beside (PscTimeline *self,
                         gint64       span_ns,
                         gboolean     show_times)
{
  PscSceneOptions *options;

  g_return_if_fail (PSC_IS_TIMELINE (self));

  options = &self->options;
  if (options->brief && options->span_ns == span_ns &&
      options->hide_times == !show_times)
    return;

  options->brief = TRUE;
  options->span_ns = span_ns;
  options->hide_times = !show_times;
  options_changed (self);
}
