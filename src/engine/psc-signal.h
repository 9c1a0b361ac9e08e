/* psc-signal.h: signals that end this program
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean psc_signal_is_ignored (int number);

G_END_DECLS
