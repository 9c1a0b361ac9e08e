/* psc-test-app.h: tests that need a display
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "psc-run.h"

G_BEGIN_DECLS

/* Connects @instance's signal to a counter of type guint. */
#define psc_test_count(instance, signal, counter)                           \
  g_signal_connect_swapped ((instance), (signal),                           \
                            G_CALLBACK (psc_test_count_cb), (counter))

typedef void (*PscTestWalkFunc) (GtkWidget *widget,
                                 gpointer   user_data);

gboolean   psc_test_app_init       (int        *argc,
                                    char     ***argv);
GtkWidget *psc_test_present        (GtkWidget  *child,
                                    int         width,
                                    int         height);
void       psc_test_wait_for_frame (GtkWidget  *widget);
GdkTexture *psc_test_render        (GtkWidget  *widget)
                                    G_GNUC_WARN_UNUSED_RESULT;
GtkEventController *psc_test_find_controller (GtkWidget *widget,
                                              GType      type);
gpointer   psc_test_get_template_child (GtkWidget  *widget,
                                        const char *name);
GtkWidget *psc_test_find_window    (GType       type);
void       psc_test_walk           (GtkWidget  *widget,
                                    PscTestWalkFunc func,
                                    gpointer    user_data);
void       psc_test_press          (GtkWidget  *widget,
                                    guint       key);
GtkWidget *psc_test_find_menu      (GtkWidget  *widget);
gboolean   psc_test_opens_menu     (GtkWidget  *widget,
                                    GtkEventController *click,
                                    double      x,
                                    double      y,
                                    GtkWidget **menu);
void       psc_test_allow_warning  (const char *part);
void       psc_test_count_cb       (guint      *counter);
guint      psc_test_count_finished (GListModel *entries);

G_END_DECLS
