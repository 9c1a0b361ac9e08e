/* psc-test-app.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "psc-history-entry.h"
#include "psc-test-app.h"
#include "psc-test-utils.h"

/* Whether there is a display; without one, the program says that it has
 * nothing to do, and has only to leave. */
gboolean
psc_test_app_init (int    *argc,
                   char ***argv)
{
  g_test_init (argc, argv, NULL);

  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      return FALSE;
    }

  adw_init ();

  return TRUE;
}

/* Shows a widget in a window of its own. */
GtkWidget *
psc_test_present (GtkWidget *child,
                  int        width,
                  int        height)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  psc_test_wait_until (gtk_widget_get_width (child) > 0);

  return window;
}

static void
after_paint_cb (GdkFrameClock *clock,
                gboolean      *painted)
{
  *painted = TRUE;
}

/* Waits until everything that is due has been painted once more. */
void
psc_test_wait_for_frame (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gboolean painted = FALSE;
  gulong id = g_signal_connect (clock, "after-paint",
                                G_CALLBACK (after_paint_cb), &painted);

  gtk_widget_queue_draw (widget);
  psc_test_wait_until (painted);
  g_signal_handler_disconnect (clock, id);
}

/* What the widget looks like. */
GdkTexture *
psc_test_render (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;

  gdk_paintable_snapshot (paintable, snapshot,
                          gtk_widget_get_width (widget),
                          gtk_widget_get_height (widget));
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);

  return gsk_renderer_render_texture (
    gtk_native_get_renderer (gtk_widget_get_native (widget)), node, NULL);
}

GtkEventController *
psc_test_find_controller (GtkWidget *widget,
                          GType      type)
{
  g_autoptr (GListModel) controllers =
    gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller =
        g_list_model_get_item (controllers, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type))
        return controller;
    }

  g_assert_not_reached ();
}

gpointer
psc_test_get_template_child (GtkWidget  *widget,
                             const char *name)
{
  GObject *child = gtk_widget_get_template_child (widget,
                                                  G_OBJECT_TYPE (widget),
                                                  name);

  g_assert_nonnull (child);

  return child;
}

/* The first window of this type, or NULL. */
GtkWidget *
psc_test_find_window (GType type)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *link = windows; link != NULL; link = link->next)
    if (G_TYPE_CHECK_INSTANCE_TYPE (link->data, type))
      return link->data;

  return NULL;
}

/* Visits a widget and everything in it, hidden or not. */
void
psc_test_walk (GtkWidget       *widget,
               PscTestWalkFunc  func,
               gpointer         user_data)
{
  func (widget, user_data);

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    psc_test_walk (child, func, user_data);
}

void
psc_test_count_cb (guint *counter)
{
  (*counter)++;
}

/* How many runs of a history have ended and are kept as a whole. */
guint
psc_test_count_finished (GListModel *entries)
{
  guint n_finished = 0;

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (PscHistoryEntry) entry = g_list_model_get_item (entries, i);

      n_finished += psc_history_entry_get_state (entry) == PSC_HISTORY_FINISHED;
    }

  return n_finished;
}

/* What a key does. */
void
psc_test_press (GtkWidget *widget,
                guint      key)
{
  GtkShortcutTrigger *trigger = gtk_keyval_trigger_new (key, 0);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GListModel) shortcuts = g_list_model_get_item (controllers,
                                                                i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (shortcuts) &&
                        j < g_list_model_get_n_items (shortcuts); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts,
                                                                    j);

          if (gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut),
                                          trigger))
            gtk_shortcut_action_activate (
              gtk_shortcut_get_action (shortcut), 0, widget,
              gtk_shortcut_get_arguments (shortcut));
        }
    }

  g_object_unref (trigger);
}

static void
find_menu_cb (GtkWidget *widget,
              gpointer   user_data)
{
  GtkWidget **menu = user_data;

  if (GTK_IS_POPOVER_MENU (widget) && gtk_widget_get_mapped (widget) &&
      gtk_widget_get_ancestor (widget, GTK_TYPE_MENU_BUTTON) == NULL)
    *menu = widget;
}

/* The menu that is open in @widget, but for those of buttons, or NULL. */
GtkWidget *
psc_test_find_menu (GtkWidget *widget)
{
  GtkWidget *menu = NULL;

  psc_test_walk (widget, find_menu_cb, &menu);

  return menu;
}

/* Whether @menu, which is NULL at first, has been opened by the controller
 * @click or, without one, by the key.  GTK opens none while another program on
 * the same display has one: this is to be waited for. */
gboolean
psc_test_opens_menu (GtkWidget           *widget,
                     GtkEventController  *click,
                     double               x,
                     double               y,
                     GtkWidget          **menu)
{
  if (*menu != NULL)
    return TRUE;

  if (click != NULL)
    g_signal_emit_by_name (click, "pressed", 1, x, y);
  else
    psc_test_press (widget, GDK_KEY_Menu);
  *menu = psc_test_find_menu (GTK_WIDGET (gtk_widget_get_root (widget)));

  return *menu != NULL;
}

/* What warnings may say; constant as soon as there are other threads. */
static GPtrArray *allowed = NULL;

static gboolean
is_allowed (const char *message)
{
  for (guint i = 0; i < allowed->len; i++)
    {
      if (strstr (message, g_ptr_array_index (allowed, i)) != NULL)
        return TRUE;
    }

  return FALSE;
}

static GLogWriterOutput
log_cb (GLogLevelFlags   level,
        const GLogField *fields,
        gsize            n_fields,
        gpointer         user_data)
{
  g_log_writer_default (level, fields, n_fields, user_data);

  for (gsize i = 0; i < n_fields; i++)
    {
      if ((level & G_LOG_LEVEL_MASK) <= G_LOG_LEVEL_WARNING &&
          g_str_equal (fields[i].key, "MESSAGE") &&
          !is_allowed (fields[i].value))
        g_abort ();
    }

  return G_LOG_WRITER_HANDLED;
}

/**
 * psc_test_allow_warning:
 * @part: (transfer none): what a warning says
 *
 * Lets a warning pass that GTK gives of itself; any other goes on to end the
 * test.  What GTK writes comes by g_log_structured(), which does not ask the
 * handlers of g_test_log_set_fatal_handler().
 */
void
psc_test_allow_warning (const char *part)
{
  if (allowed == NULL)
    {
      allowed = g_ptr_array_new ();
      g_log_set_always_fatal (G_LOG_FATAL_MASK);
      g_log_set_writer_func (log_cb, NULL, NULL);
    }

  g_ptr_array_add (allowed, (gpointer) part);
}
