/* psc-worker-menu.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-worker-menu"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "psc-worker-end.h"
#include "psc-worker-menu.h"

/* The worker at a place, and where its menu points to. */
typedef struct
{
  PscRun       *run; /* borrowed */
  guint         worker;
  GdkRectangle  at;
} Target;

/* Finds the worker at a place, or with @x %NAN the one that the keyboard is
 * at. */
typedef gboolean (*FindFunc) (GtkWidget *widget,
                              double     x,
                              double     y,
                              Target    *target);

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
  guint number = target->worker + 1;
  g_autoptr (GMenu) entries = g_menu_new ();
  GMenu *menu = g_menu_new ();

  append_entry (entries, g_strdup_printf (_("_Kill Worker %u (SIGKILL)"),
                                          number),
                obstacle == NULL ? "win.kill-worker" : "worker.none", number);
  append_entry (entries, g_strdup_printf (_("_Stop Worker %u (SIGSTOP)"),
                                          number),
                obstacle == NULL ? "win.stop-worker" : "worker.none", number);
  append_entry (entries, g_strdup_printf (_("_Continue Worker %u (SIGCONT)"),
                                          number),
                obstacle == NULL ? "win.continue-worker" : "worker.none",
                number);
  g_menu_append_section (menu, obstacle, G_MENU_MODEL (entries));

  return G_MENU_MODEL (menu);
}

static gboolean
unparent_in_idle (gpointer user_data)
{
  gtk_widget_unparent (user_data);

  return G_SOURCE_REMOVE;
}

/* The entry that was chosen is activated after the menu has closed. */
static void
closed_cb (GtkWidget *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_in_idle,
                   g_object_ref (popover), g_object_unref);
}

/* The menu belongs to the nearest widget with a layout that cares for popovers. */
static gboolean
popup (GtkWidget *widget,
       FindFunc   find,
       double     x,
       double     y)
{
  GtkWidget *parent = gtk_widget_get_layout_manager (widget) != NULL
                      ? widget : gtk_widget_get_parent (widget);
  g_autoptr (GMenuModel) menu = NULL;
  GtkWidget *popover;
  Target target;
  double at_x, at_y;

  if (!find (widget, x, y, &target))
    return FALSE;

  gtk_widget_translate_coordinates (widget, parent, target.at.x, target.at.y,
                                    &at_x, &at_y);
  target.at.x = (int) floor (at_x);
  target.at.y = (int) floor (at_y);

  menu = new_menu (&target);
  popover = gtk_popover_menu_new_from_model (menu);
  gtk_widget_set_parent (popover, parent);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &target.at);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));

  return TRUE;
}

static FindFunc
get_find (GtkWidget *widget)
{
  return (FindFunc) g_object_get_data (G_OBJECT (widget), "psc-find-worker");
}

static void
pressed_cb (GtkGesture *gesture,
            int         n_press,
            double      x,
            double      y)
{
  GtkWidget *widget =
    gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  if (popup (widget, get_find (widget), x, y))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static gboolean
key_cb (GtkWidget *widget,
        GVariant  *args,
        gpointer   user_data)
{
  return popup (widget, get_find (widget), NAN, NAN);
}

static void
add (GtkWidget *widget,
     FindFunc   find)
{
  static const char * const keys[] = { "Menu", "<Shift>F10" };
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  g_object_set_data (G_OBJECT (widget), "psc-find-worker", (gpointer) find);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click),
                                 GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click),
                                              GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), NULL);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (shortcuts),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i]),
                        gtk_callback_action_new (key_cb, NULL, NULL)));
  gtk_widget_add_controller (widget, shortcuts);
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

/**
 * psc_worker_menu_add_to_timeline:
 *
 * Gives each lane of a chart the menu of its worker.
 */
void
psc_worker_menu_add_to_timeline (PscTimeline *timeline)
{
  g_return_if_fail (PSC_IS_TIMELINE (timeline));

  add (GTK_WIDGET (timeline), find_on_timeline);
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

  add (GTK_WIDGET (table), find_in_table);
}
