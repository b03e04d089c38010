"""A partner's file in the shape of Open Referral HSDS: taken apart into the same rows and columns as a spreadsheet."""
