/* psc-test-tour.h: the window in every state that it can be in
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-window.h"

G_BEGIN_DECLS

/* @place names what is shown, for messages. */
typedef void (*PscTestTourFunc) (GtkWindow  *window,
                                 const char *place,
                                 gpointer    user_data);

void psc_test_tour_register (void);
void psc_test_tour          (int              width,
                             PscTestTourFunc  func,
                             gpointer         user_data);
void psc_test_tour_narrow   (void);

G_END_DECLS
