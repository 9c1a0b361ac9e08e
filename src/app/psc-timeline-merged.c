/* psc-timeline-merged.c: whether files share pixels on the timeline
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-timeline-merged"

#include "config.h"

#include "psc-timeline-private.h"

static guint merged_changed;

static gboolean
tell_cb (gpointer user_data)
{
  PscTimeline *self = PSC_TIMELINE (user_data);

  self->merged_id = 0;
  g_signal_emit (self, merged_changed, 0);

  return G_SOURCE_REMOVE;
}

/**
 * _psc_timeline_class_init_merged:
 *
 * Installs the signal.
 */
void
_psc_timeline_class_init_merged (GtkWidgetClass *widget_class)
{
  merged_changed =
    g_signal_new ("merged-changed", PSC_TYPE_TIMELINE, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/**
 * _psc_timeline_update_merged:
 *
 * To be called when the chart is painted: only then zoom and size are known.
 * Who is told may have to make room, for which it is too late in that frame.
 */
void
_psc_timeline_update_merged (PscTimeline *self)
{
  gboolean merged = psc_scene_has_columns (self->scene);

  if (self->merged == merged)
    return;

  self->merged = merged;
  if (self->merged_id == 0)
    self->merged_id = g_idle_add (tell_cb, self);
}

/**
 * psc_timeline_get_merged:
 *
 * Whether some of the files that are visible are too narrow for bars of their
 * own, and are shown as shares of the pixels that they have in common.
 */
gboolean
psc_timeline_get_merged (PscTimeline *self)
{
  g_return_val_if_fail (PSC_IS_TIMELINE (self), FALSE);

  return self->merged;
}
