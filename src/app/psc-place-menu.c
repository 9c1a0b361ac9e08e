/* psc-place-menu.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-place-menu"

#include "config.h"

#include <math.h>

#include "psc-place-menu.h"

#define FUNC "psc-place-menu-func"

/* Not before the entry that was chosen has been activated. */
static gboolean
unparent_in_idle (gpointer user_data)
{
  gtk_widget_unparent (user_data);

  return G_SOURCE_REMOVE;
}

static void
closed_cb (GtkWidget *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_in_idle,
                   g_object_ref (popover), g_object_unref);
}

/* The menu belongs to the nearest widget with a layout that cares for popovers,
 * and goes with it. */
static gboolean
popup (GtkWidget *widget,
       double     x,
       double     y)
{
  GtkWidget *parent = gtk_widget_get_layout_manager (widget) != NULL
                      ? widget : gtk_widget_get_parent (widget);
  PscPlaceMenuFunc func =
    (PscPlaceMenuFunc) g_object_get_data (G_OBJECT (widget), FUNC);
  GdkRectangle at;
  g_autoptr (GMenuModel) menu = func (widget, x, y, &at);
  GtkWidget *popover;
  double at_x, at_y;

  if (menu == NULL)
    return FALSE;

  gtk_widget_translate_coordinates (widget, parent, at.x, at.y, &at_x, &at_y);
  at.x = (int) floor (at_x);
  at.y = (int) floor (at_y);

  popover = gtk_popover_menu_new_from_model (menu);
  gtk_widget_set_parent (popover, parent);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &at);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  g_signal_connect_object (parent, "destroy", G_CALLBACK (gtk_widget_unparent),
                           popover, G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (popover));

  return TRUE;
}

static void
pressed_cb (GtkGesture *gesture,
            int         n_press,
            double      x,
            double      y)
{
  GtkWidget *widget =
    gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  if (popup (widget, x, y))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static gboolean
key_cb (GtkWidget *widget,
        GVariant  *args,
        gpointer   user_data)
{
  return popup (widget, NAN, NAN);
}

/**
 * psc_place_menu_add:
 * @func: makes the menu of a place
 *
 * Gives a widget menus.  To be called once.
 */
void
psc_place_menu_add (GtkWidget        *widget,
                    PscPlaceMenuFunc  func)
{
  static const char * const keys[] = { "Menu", "<Shift>F10" };
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (func != NULL);

  g_object_set_data (G_OBJECT (widget), FUNC, (gpointer) func);
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
