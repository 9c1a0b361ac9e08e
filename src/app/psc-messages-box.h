/* psc-messages-box.h: what a worker said last
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PSC_TYPE_MESSAGES_BOX (psc_messages_box_get_type ())
G_DECLARE_FINAL_TYPE (PscMessagesBox, psc_messages_box, PSC, MESSAGES_BOX,
                      AdwBin)

/* Action: "messages.copy" takes the text to the clipboard. */

GtkWidget *psc_messages_box_new      (void);

void       psc_messages_box_set_text (PscMessagesBox *self,
                                      const char     *text);

G_END_DECLS
