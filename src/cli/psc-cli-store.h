/* psc-cli-store.h: the user's history
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-history.h"

G_BEGIN_DECLS

PscHistory *psc_cli_open_history (gboolean create) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
