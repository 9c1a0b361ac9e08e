/* psc-worker-menu.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-worker-menu"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-place-menu.h"
#include "psc-worker-end.h"
#include "psc-worker-menu.h"

/* The worker at a place, and where its menu points to. */
typedef struct
{
  PscRun       *run; /* borrowed */
  guint         worker;
  GdkRectangle  at;
} Target;

/* Takes @label.  An entry whose action is nowhere is shown, but insensitive. */
static void
append_entry (GMenu      *menu,
              char       *label,
              const char *action,
              guint       number)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "u", number);
  g_menu_append_item (menu, item);
  g_free (label);
}

static GMenuModel *
new_menu (const Target *target)
{
  const char *obstacle = psc_worker_end_get_obstacle (target->run,
                                                      target->worker);
  gboolean paused = psc_worker_end_is_paused (target->run, target->worker);
  guint number = target->worker + 1;
  g_autoptr (GMenu) entries = g_menu_new ();
  GMenu *menu = g_menu_new ();

  append_entry (entries, g_strdup_printf (_("_Kill Worker %u (SIGKILL)"),
                                          number),
                obstacle == NULL ? "win.kill-worker" : "worker.none", number);
  append_entry (entries, g_strdup_printf (_("_Stop Worker %u (SIGSTOP)"),
                                          number),
                obstacle == NULL && !paused ? "win.stop-worker" : "worker.none",
                number);
  append_entry (entries, g_strdup_printf (_("_Continue Worker %u (SIGCONT)"),
                                          number),
                paused ? "win.continue-worker" : "worker.none", number);
  g_menu_append_section (menu, obstacle, G_MENU_MODEL (entries));

  return G_MENU_MODEL (menu);
}

/* The worker that lives in a lane, or lived there last. */
static gboolean
take_lane (PscTimeline *timeline,
           guint        lane,
           Target      *target)
{
  guint n_workers;
  const guint32 *workers;
  PscRect rect;

  target->run = psc_timeline_get_run (timeline);
  workers = psc_run_get_lane_workers (target->run, lane, &n_workers);
  if (n_workers == 0)
    return FALSE;

  target->worker = workers[n_workers - 1];
  psc_scene_get_lane_rect (psc_timeline_get_scene (timeline), lane, &rect);
  target->at = (GdkRectangle) {
    (int) rect.x, (int) rect.y, (int) ceil (MIN (rect.width, 48.)),
    (int) ceil (rect.height),
  };

  return TRUE;
}

/* Without a selected file the keyboard is at the first lane. */
static gboolean
find_on_timeline (GtkWidget *widget,
                  double     x,
                  double     y,
                  Target    *target)
{
  PscTimeline *timeline = PSC_TIMELINE (widget);
  PscScene *scene = psc_timeline_get_scene (timeline);
  guint selected = psc_timeline_get_selected (timeline);
  const PscTaskRecord *task = NULL;
  PscHit hit;

  if (scene == NULL)
    return FALSE;

  if (isnan (x))
    {
      if (selected < psc_run_get_n_tasks (psc_timeline_get_run (timeline)))
        task = psc_run_get_task (psc_timeline_get_run (timeline), selected);

      return take_lane (timeline, task != NULL && task->lane > 0
                                  ? task->lane - 1u : 0, target);
    }

  psc_scene_pick (scene, x, y, &hit);
  if (hit.kind == PSC_HIT_NOTHING || !take_lane (timeline, hit.lane, target))
    return FALSE;

  target->at = (GdkRectangle) { (int) x, (int) y, 1, 1 };

  return TRUE;
}

static gboolean
find_in_table (GtkWidget *widget,
               double     x,
               double     y,
               Target    *target)
{
  PscWorkerTable *table = PSC_WORKER_TABLE (widget);
  GtkWidget *place;
  graphene_rect_t bounds;

  if (isnan (x))
    place = gtk_root_get_focus (gtk_widget_get_root (widget));
  else
    place = gtk_widget_pick (widget, x, y, GTK_PICK_DEFAULT);

  if (place == NULL || !gtk_widget_is_ancestor (place, widget) ||
      !psc_worker_table_find_worker (table, place, &target->worker) ||
      !gtk_widget_compute_bounds (place, widget, &bounds))
    return FALSE;

  target->run = psc_run_panel_get_run (PSC_RUN_PANEL (table));
  if (isnan (x))
    target->at = (GdkRectangle) {
      (int) bounds.origin.x, (int) bounds.origin.y,
      (int) MIN (bounds.size.width, 48.f), (int) bounds.size.height,
    };
  else
    target->at = (GdkRectangle) { (int) x, (int) y, 1, 1 };

  return TRUE;
}

static GMenuModel *
make_for_timeline (GtkWidget    *widget,
                   double        x,
                   double        y,
                   GdkRectangle *at)
{
  Target target;

  if (!find_on_timeline (widget, x, y, &target))
    return NULL;

  *at = target.at;

  return new_menu (&target);
}

static GMenuModel *
make_for_table (GtkWidget    *widget,
                double        x,
                double        y,
                GdkRectangle *at)
{
  Target target;

  if (!find_in_table (widget, x, y, &target))
    return NULL;

  *at = target.at;

  return new_menu (&target);
}

/**
 * psc_worker_menu_add_to_timeline:
 *
 * Gives each lane of a chart the menu of its worker.
 */
void
psc_worker_menu_add_to_timeline (PscTimeline *timeline)
{
  g_return_if_fail (PSC_IS_TIMELINE (timeline));

  psc_place_menu_add (GTK_WIDGET (timeline), make_for_timeline);
}

/**
 * psc_worker_menu_add_to_table:
 *
 * Gives each row of a table the menu of its worker.
 */
void
psc_worker_menu_add_to_table (PscWorkerTable *table)
{
  g_return_if_fail (PSC_IS_WORKER_TABLE (table));

  psc_place_menu_add (GTK_WIDGET (table), make_for_table);
}
