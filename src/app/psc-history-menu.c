/* psc-history-menu.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-history-menu"

#include "config.h"

#include <math.h>

#include "psc-history-menu.h"

#define MENU "psc-history-menu"

/* Not before the entry that was chosen has been activated. */
static gboolean
unparent_in_idle (gpointer user_data)
{
  GtkWidget *popover = user_data;

  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);

  return G_SOURCE_REMOVE;
}

static void
closed_cb (GtkWidget *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_in_idle,
                   g_object_ref (popover), g_object_unref);
}

static gboolean
popup (PscHistoryList *list,
       double          x,
       double          y)
{
  GMenuModel *menu = g_object_get_data (G_OBJECT (list), MENU);
  GtkWidget *popover;
  GdkRectangle at;

  if (!psc_history_list_point_at (list, x, y, &at))
    return FALSE;

  popover = gtk_popover_menu_new_from_model (menu);
  gtk_widget_set_parent (popover, GTK_WIDGET (list));
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &at);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  g_signal_connect_object (list, "destroy", G_CALLBACK (gtk_widget_unparent),
                           popover, G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (popover));

  return TRUE;
}

static void
pressed_cb (PscHistoryList *list,
            int             n_press,
            double          x,
            double          y,
            GtkGesture     *gesture)
{
  if (popup (list, x, y))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static gboolean
key_cb (GtkWidget *widget,
        GVariant  *args,
        gpointer   user_data)
{
  return popup (PSC_HISTORY_LIST (widget), NAN, NAN);
}

/**
 * psc_history_menu_add:
 * @menu: its entries are actions on what is selected
 *
 * Gives a list its menu.
 */
void
psc_history_menu_add (PscHistoryList *list,
                      GMenuModel     *menu)
{
  static const char * const keys[] = { "Menu", "<Shift>F10" };
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  g_return_if_fail (PSC_IS_HISTORY_LIST (list));
  g_return_if_fail (G_IS_MENU_MODEL (menu));

  g_object_set_data_full (G_OBJECT (list), MENU, g_object_ref (menu),
                          g_object_unref);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click),
                                 GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click),
                                              GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), list,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (list), GTK_EVENT_CONTROLLER (click));

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (shortcuts),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i]),
                        gtk_callback_action_new (key_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (list), shortcuts);
}
